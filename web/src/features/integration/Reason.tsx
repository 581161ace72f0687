import type { Connection } from '@/shared/api/connected'
import styles from './integration.module.css'
import { mood, standing } from './standing'
import { t } from './words'

/** Why a connection is as it is, what that stops, and what to do now. Nothing while all is well. */
export function Reason({ connection }: { connection: Connection }) {
  const { message, whatToDo, rules } = connection
  if (!message && !whatToDo) return null
  const state = mood(standing(connection))
  return (
    <div className={styles.reason} data-mood={state}>
      {message && <span>{message}</span>}
      {state === 'bad' && rules > 0 && <span>{t('impact', { count: rules })}</span>}
      {whatToDo && <strong>{whatToDo}</strong>}
    </div>
  )
}
