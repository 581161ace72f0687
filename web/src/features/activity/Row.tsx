import type { Connection } from '@/shared/api/connected'
import { useTimes } from '@/shared/time/times'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { type Mood, Tone, ToneSign } from '@/shared/ui/Tone'
import styles from './activity.module.css'
import type { Activity } from './api/list'
import { Detail } from './Detail'
import { t } from './words'

const moods: Record<Activity['status'], Mood> = { success: 'good', failed: 'bad', pending: 'wait' }

type Props = { activity: Activity; connection: Connection | undefined; open: boolean; onToggle: () => void }

/** One act: what, who, when, how it ended. Opens in place. */
export function Row({ activity, connection, open, onToggle }: Props) {
  const times = useTimes()
  const { id, title, actor, type, status, at, action } = activity
  const platform = connection?.platform ?? action.split('/')[0] ?? ''
  return (
    <li className={styles.row} data-open={open || undefined}>
      <button
        type="button"
        className={styles.rowHead}
        aria-expanded={open}
        aria-controls={open ? `detail-${id}` : undefined}
        onClick={onToggle}
      >
        <PlatformLogo platform={platform} name={connection?.name ?? t(`type.${type}`)} />
        <span className={styles.rowMain}>
          <span className={styles.rowTitle}>{title}</span>
          <span className={styles.rowFacts}>
            <time dateTime={at} title={times.full(at)}>
              {times.clock(at)}
            </time>
            <span>{actor.name}</span>
            <span>{t(`type.${type}`)}</span>
          </span>
        </span>
        {status === 'success' ? (
          <ToneSign mood="good" label={t('status.success')} />
        ) : (
          <Tone mood={moods[status]}>{t(`status.${status}`)}</Tone>
        )}
      </button>
      {open && <Detail activity={activity} connection={connection} />}
    </li>
  )
}
