import { useQuery } from '@tanstack/react-query'
import { connectedQuery } from '@/shared/api/connected'
import { useTimes } from '@/shared/time/times'
import styles from './activity.module.css'
import type { Activity } from './api/list'
import { Row } from './Row'

type Props = { items: readonly Activity[]; open: string | undefined; onOpen: (id: string | undefined) => void }

/** The rows, day by day, newest first. */
export function Days({ items, open, onOpen }: Props) {
  const times = useTimes()
  const connections = useQuery(connectedQuery).data?.items ?? []
  const days = Map.groupBy ? [...Map.groupBy(items, (item) => times.day(item.at))] : [['', items] as const]
  return days.map(([day, rows]) => (
    <section key={day}>
      <h2 className={styles.dayName}>{day}</h2>
      <ul className={styles.rows}>
        {rows.map((activity) => (
          <Row
            key={activity.id}
            activity={activity}
            connection={connections.find(({ id }) => id === activity.integrationId)}
            open={activity.id === open}
            onToggle={() => onOpen(activity.id === open ? undefined : activity.id)}
          />
        ))}
      </ul>
    </section>
  ))
}
