import { NativeSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { type Line, type Outlook, previewQuery } from './api'
import styles from './policy.module.css'
import { t } from './words'

const rest = 600
const spans = [24, 72, 168] as const

/** What these lines would have decided about what was really proposed lately. */
export function Preview({ lines }: { lines: readonly Line[] }) {
  const [hours, setHours] = useState<number>(24)
  const rested = useRested(lines)
  const { data, error } = useQuery({ ...previewQuery(rested, hours), placeholderData: keepPreviousData })
  return (
    <aside className={`${ui.card} ${styles.preview}`} aria-live="polite">
      <h2 className={parts.part}>{t('preview')}</h2>
      <NativeSelect
        label={t('over')}
        value={String(hours)}
        data={spans.map((span) => ({ value: String(span), label: t(`span.${span}`) }))}
        onChange={(event) => setHours(Number(event.currentTarget.value))}
      />
      <ProblemAlert error={error} />
      {!data && !error && <Waiting rows={1} height={90} />}
      {data && !error && <Found outlook={data} />}
    </aside>
  )
}

function useRested(lines: readonly Line[]): readonly Line[] {
  const [rested, setRested] = useState(lines)
  useEffect(() => {
    const timer = setTimeout(() => setRested(lines), rest)
    return () => clearTimeout(timer)
  }, [lines])
  return rested
}

const moods = { allow: 'good', ask: 'wait', deny: 'bad' } as const

function Found({ outlook: { looked, skipped, decisions, changed } }: { outlook: Outlook }) {
  if (looked === 0) return <span className={parts.dim}>{t('nothingProposed')}</span>
  return (
    <>
      <strong>{t('looked', { count: looked })}</strong>
      <div className={ui.row}>
        {(['allow', 'ask', 'deny'] as const).map((word) => (
          <Tone key={word} mood={moods[word]}>
            {t(`would.${word}`, { count: decisions[word] ?? 0 })}
          </Tone>
        ))}
      </div>
      {skipped > 0 && <span className={parts.small}>{t('skipped', { count: skipped })}</span>}
      <h3 className={parts.way}>{t(changed.length === 0 ? 'noneChanged' : 'changed')}</h3>
      <ul className={styles.changed}>
        {changed.map(({ call, action, title, now, then, line }) => (
          <li key={call}>
            <span>
              <code>{action}</code> {title}
            </span>
            <span className={parts.small}>
              {t('change', { now: t(`decision.${now as 'allow'}`), then: t(`decision.${then as 'allow'}`), line })}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
