import type { Json } from '@/shared/schema/schema'
import { inWords } from '@/shared/schema/schema'
import styles from './approval.module.css'
import { changes } from './changes'
import { t } from './words'

const signs = { same: '', gone: '−', new: '+' } as const

type Props = { heading: string; input: Json; original?: Json | null | undefined }

/** Exactly what will be sent, or was; what somebody edited stands beside what was proposed. */
export function WhatWillHappen({ heading, input, original }: Props) {
  const lines = changes(input, original)
  return (
    <section>
      <h3 className={styles.sub}>{heading}</h3>
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
