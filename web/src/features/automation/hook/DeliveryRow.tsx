import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '@/shared/time/Moment'
import { TextLink } from '@/shared/ui/links'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { useRuleName } from '../names'
import { bodyQuery, type Delivery } from './api'
import { t } from './words'

/** One call of the webhook: the sender's key of it, when, and what it began. */
export function DeliveryRow({ hook, delivery: { id, key, receivedAt, runs } }: { hook: string; delivery: Delivery }) {
  const nameOf = useRuleName()
  return (
    <li className={parts.row}>
      <div className={parts.rowMain}>
        <code>{key}</code>
        <div className={parts.facts}>
          <Moment at={receivedAt} />
          {runs.length === 0 && <span>{t('beganNothing')}</span>}
          {runs.map((run) => (
            <TextLink key={run.id} to="/runs/$id" params={{ id: run.id }}>
              {t('runOf', { name: nameOf(run.rule) })}
            </TextLink>
          ))}
        </div>
        <Body hook={hook} id={id} name={t('bodyOf', { key })} />
      </div>
    </li>
  )
}

/** Fetched when it is opened: it may be long. */
function Body({ hook, id, name }: { hook: string; id: string; name: string }) {
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({ ...bodyQuery(hook, id), enabled: open })
  return (
    <details className={parts.data} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={name}>{t('body')}</summary>
      <ProblemAlert error={error} />
      {data && (
        <pre tabIndex={0} aria-label={name}>
          {data.body || t('emptyBody')}
        </pre>
      )}
    </details>
  )
}
