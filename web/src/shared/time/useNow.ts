import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()

function tick(): void {
  now = Date.now()
  listeners.forEach((listener) => listener())
}

let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, 15_000)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** The time in milliseconds, moving four times a minute: one timer for the whole page. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)
