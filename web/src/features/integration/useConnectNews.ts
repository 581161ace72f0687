import { useQueryClient } from '@tanstack/react-query'
import { connectedQuery } from '@/shared/api/connected'
import { useLive } from '@/shared/live/useLive'

/** Asks anew when the server says that a connection changed. */
export function useConnectNews(): void {
  const queries = useQueryClient()
  useLive(({ kind, data }) => {
    if (kind === 'connect') void queries.invalidateQueries({ queryKey: ['connect-session'] })
    if (kind === 'connect' || kind === 'open' || data.includes('"connection"'))
      void queries.invalidateQueries({ queryKey: connectedQuery.queryKey })
  })
}
