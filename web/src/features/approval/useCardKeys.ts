import { useEffect, useEffectEvent, useRef } from 'react'
import { isFree } from '@/shared/keys/typing'
import type { What } from './Decide'

const asks: Readonly<Record<string, What>> = { a: 'approve', e: 'edit', r: 'reject', d: 'delegate' }

/** J and K move from card to card; A, E, R and D ask for a decision on the one that is marked. */
export function useCardKeys(move: (by: 1 | -1) => void, onAsk: (what: What) => void): void {
  const led = useRef(false)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isFree(event)) return
    const wasLed = led.current // G and a letter go somewhere; that letter decides nothing
    led.current = event.key === 'g'
    if (wasLed) return
    if (event.key === 'j' || event.key === 'k') return move(event.key === 'j' ? 1 : -1)
    const asked = asks[event.key]
    if (!asked) return
    event.preventDefault()
    onAsk(asked)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
