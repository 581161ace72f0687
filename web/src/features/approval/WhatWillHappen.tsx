import type { Json } from '@/shared/schema/schema'
import { inWords } from '@/shared/schema/schema'
import type { Approval } from './api/approvals'
import styles from './approval.module.css'
import { changes } from './changes'
import { t } from './words'

const signs = { same: '', gone: '−', new: '+' } as const

/** Exactly what will be sent; what somebody edited stands beside what was proposed. */
export function WhatWillHappen({ approval: { input, original } }: { approval: Approval }) {
  const lines = changes(input as Json, original as Json | null | undefined)
  return (
    <section>
      <h3 className={styles.sub}>{t('what')}</h3>
      <dl className={styles.lines}>
        {lines.map(({ name, text, kind }) => (
          <div key={`${name} ${kind}`} data-kind={kind}>
            <dt>{inWords(name)}</dt>
            <dd>
              {kind !== 'same' && <span role="img" aria-label={t(`line.${kind}`)}>{signs[kind]} </span>}
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
