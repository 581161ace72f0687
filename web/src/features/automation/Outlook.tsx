import type { FieldError, Problem } from '@/shared/api/problem'
import { useTimes } from '@/shared/time/times'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import type { Checked } from './api/rules'
import styles from './automation.module.css'
import { t } from './words'

type Props = { checked: Checked | undefined; errors: readonly FieldError[]; problem: Problem | undefined; waiting: boolean }

/** What the rule says, when it would run next, and what is wrong with it; beside the form, always in sight. */
export function Outlook({ checked, errors, problem, waiting }: Props) {
  const times = useTimes()
  return (
    <aside className={`${ui.card} ${styles.outlook}`} aria-live="polite" data-waiting={waiting || undefined}>
      <h2 className={parts.part}>{t('outlook')}</h2>
      <ProblemAlert error={problem} />
      {!checked && errors.length === 0 && !problem && <span className={parts.dim}>{t('outlookEmpty')}</span>}
      {checked?.when && <strong>{checked.when}</strong>}
      {checked && checked.next.length > 0 && (
        <ol className={styles.next} aria-label={t('nextTimes')}>
          {checked.next.map((at) => (
            <li key={at}>
              <time dateTime={at}>{times.planned(at)}</time>
            </li>
          ))}
        </ol>
      )}
      {checked && errors.length === 0 && <Tone mood="good">{t('fine')}</Tone>}
      {errors.length > 0 && (
        <>
          <Tone mood="bad">{t('mistakes', { count: errors.length })}</Tone>
          <ul className={styles.mistakes}>
            {errors.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
