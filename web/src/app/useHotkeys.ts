import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef } from 'react'
import { isFree } from '@/shared/keys/typing'
import { places } from './places'

type Calls = { palette: () => void; help: () => void }
const patience = 1_500

/** Keys that work on every screen: a command palette, help, and `g` with a letter to go somewhere. */
export function useHotkeys({ palette, help }: Calls): void {
  const navigate = useNavigate()
  const going = useRef(0)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return palette()
    }
    if (!isFree(event)) return
    if (event.key === '?') return help()
    const place = Date.now() - going.current < patience && places.find(({ key }) => key === event.key)
    going.current = event.key === 'g' ? Date.now() : 0
    if (place) void navigate({ to: place.to })
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
