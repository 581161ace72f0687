import { useNow } from './useNow'
import { useTimes } from './times'

/** "3 minutes ago", with the exact time on hover and for machines. */
export function Moment({ at }: { at: string }) {
  const times = useTimes()
  return (
    <time dateTime={at} title={times.full(at)}>
      {times.relative(at, useNow())}
    </time>
  )
}
