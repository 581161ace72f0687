import { useEffect, useRef } from 'react'
import type { News } from './live'
import { useLive } from './useLive'

const calm = 400

/**
 * Asks anew after news that concerns the caller: soon, and at most every 400 ms however many come. Once the line is back
 * after it was lost, nobody knows what was missed, so that concerns everybody.
 */
export function useNews(concerns: (news: News) => boolean, refresh: () => void): boolean {
  const soon = useCalm(refresh)
  return useLive((news) => {
    if (news.kind === 'open' || (news.kind !== 'lost' && concerns(news))) soon()
  })
}

/** The function at most every 400 ms; calls in between are one call at the end. */
export function useCalm(act: () => void): () => void {
  const latest = useRef(act)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, calm)
  }
}
