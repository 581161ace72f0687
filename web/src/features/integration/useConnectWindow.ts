import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Started } from './api/connect'

/**
 * Opens a window at once, while the click still counts as the person's own act, and sends it on when the server has
 * answered. Where windows are blocked, goes on in this one. Nothing is ever heard from that window: platforms cut the tie.
 */
export function useConnectWindow(platform: string) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async (begin: () => Promise<Started | undefined>): Promise<void> => {
    const aside = window.open('about:blank', '_blank', 'popup,width=620,height=780')
    if (aside) aside.opener = null
    try {
      const started = await begin()
      if (!started) return aside?.close()
      if (!aside) return location.assign(started.authorizationUrl)
      aside.location.replace(started.authorizationUrl)
      await queries.invalidateQueries({ queryKey: ['connected'] })
      await navigate({ to: '/connections/new/$platform', params: { platform }, search: { session: started.connectSession } })
    } catch (problem) {
      aside?.close()
      throw problem
    }
  }
}
