import { IconClockHour4 } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTimes } from '@/shared/time/times'
import styles from './approval.module.css'
import { left } from './left'
import { t } from './words'

/** How long there is to decide, by the server's clock: `now` is what it said when it answered. */
export function Countdown({ expiresAt, now, heardAt }: { expiresAt: string; now: string; heardAt: number }) {
  const times = useTimes()
  const [seconds, setSeconds] = useState(() => left(expiresAt, now, Date.now() - heardAt))
  useEffect(() => {
    const tick = () => setSeconds(left(expiresAt, now, Date.now() - heardAt))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [expiresAt, now, heardAt])
  return (
    <span className={styles.countdown} data-urgent={seconds < 900 || undefined} title={times.full(expiresAt)} role="timer">
      <IconClockHour4 size={14} aria-hidden />
      {inWords(seconds)}
    </span>
  )
}

function inWords(seconds: number): string {
  if (seconds <= 0) return t('over')
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)]
  if (hours > 0) return t('leftHours', { hours, minutes })
  return minutes >= 15 ? t('leftMinutes', { minutes }) : t('leftSeconds', { time: `${minutes}:${String(rest).padStart(2, '0')}` })
}
