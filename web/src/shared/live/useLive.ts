import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { useMe } from '@/shared/session/me'
import { isAlive, listen, type News } from './live'

/** Calls back on news of the observatory on screen; answers whether the line is open. */
export function useLive(onNews: (news: News) => void = () => undefined): boolean {
  const observatory = useMe().observatory.id
  const hear = useEffectEvent(onNews)
  useEffect(() => listen(observatory, (news) => hear(news)), [observatory])
  const subscribe = useCallback((changed: () => void) => listen(observatory, changed), [observatory])
  return useSyncExternalStore(subscribe, () => isAlive(observatory))
}
