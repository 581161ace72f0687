import { type ReactNode, useEffect, useRef, useState } from 'react'
import styles from './activity.module.css'

const early = '1200px 0px'
const earlier = '4000px 0px'

/**
 * A page of a long list that is only in the document while it is near the window; its room is kept, so nothing moves.
 * However far one scrolls, the document holds a few pages.
 */
export function Chunk({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(true)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return
        if (!entry.isIntersecting) setHeight(entry.boundingClientRect.height)
        setNear(entry.isIntersecting)
      },
      { rootMargin: early },
    )
    watcher.observe(box.current!)
    return () => watcher.disconnect()
  }, [])
  return (
    <div ref={box} className={styles.chunk} style={near ? undefined : { height }}>
      {near && children}
    </div>
  )
}

/** Calls as soon as somebody who scrolls comes near the end of the list; `deep`, even earlier. */
export function NearEnd({ busy, deep, onNear, children }: { busy: boolean; deep: boolean; onNear: () => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(onNear)
  useEffect(() => {
    latest.current = onNear
  })
  useEffect(() => {
    if (busy) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && scrollY > 0 && latest.current(), {
      rootMargin: deep ? earlier : early,
    })
    watcher.observe(box.current!)
    return () => watcher.disconnect()
  }, [busy, deep])
  return (
    <div ref={box} className={styles.more}>
      {children}
    </div>
  )
}
