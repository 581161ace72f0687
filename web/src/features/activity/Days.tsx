import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { type Connection, connectedQuery } from '@/shared/api/connected'
import { useTimes } from '@/shared/time/times'
import styles from './activity.module.css'
import type { Activity } from './api/list'
import { Chunk } from './Chunk'
import { Row } from './Row'

type Open = { open: string | undefined; onOpen: (id: string | undefined) => void }
type Props = Open & { pages: readonly (readonly Activity[])[] }

const none: readonly Connection[] = []

/** The rows, page by page, newest first, with a heading where a day begins. */
export function Days({ pages, open, onOpen }: Props) {
  const connections = useQuery(connectedQuery).data?.items ?? none
  return pages.map((rows, at) => (
    <Chunk key={at}>
      <Page rows={rows} after={pages[at - 1]?.at(-1)} connections={connections} open={rows.some(({ id }) => id === open) ? open : undefined} onOpen={onOpen} />
    </Chunk>
  ))
}

type PageProps = Open & { rows: readonly Activity[]; after: Activity | undefined; connections: readonly Connection[] }

const Page = memo(function Page({ rows, after, connections, open, onOpen }: PageProps) {
  const times = useTimes()
  const days = Map.groupBy ? [...Map.groupBy(rows, (row) => times.day(row.at))] : [['', rows] as const]
  return days.map(([day, ofDay]) => (
    <section key={day}>
      {(!after || times.day(after.at) !== day) && <h2 className={styles.dayName}>{day}</h2>}
      <ul className={styles.rows}>
        {ofDay.map((activity) => (
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
})
