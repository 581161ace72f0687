import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useLive } from '@/shared/live/useLive'
import styles from './app.module.css'
import { t } from './words'

const patience = 3_000

function onNetwork(changed: () => void): () => void {
  for (const event of ['online', 'offline']) addEventListener(event, changed)
  return () => {
    for (const event of ['online', 'offline']) removeEventListener(event, changed)
  }
}

/** Says that Jarvis cannot be reached, and asks everything anew once it can. What was typed stays. */
export function LostLine() {
  const queries = useQueryClient()
  const heard = useLive()
  const online = useSyncExternalStore(onNetwork, () => navigator.onLine)
  const alive = heard && online
  const [lost, setLost] = useState(false)
  const was = useRef(alive)
  useEffect(() => {
    if (alive && !was.current) void queries.invalidateQueries()
    was.current = alive
    if (alive) return setLost(false)
    const timer = setTimeout(() => setLost(true), patience)
    return () => clearTimeout(timer)
  }, [alive, queries])
  return (
    <div role="status" className={styles.lostLine} data-shown={lost || undefined}>
      {lost && (
        <>
          <IconPlugConnectedX size={18} aria-hidden />
          <span>{t('lostLine')}</span>
        </>
      )}
    </div>
  )
}
