import { useQueryClient } from '@tanstack/react-query'
import { connectedQuery } from '@/shared/api/connected'
import { useLive } from '@/shared/live/useLive'
import { useNews } from '@/shared/live/useNews'

/** Asks anew when the server says that a connection changed. */
export function useConnectNews(): void {
  const queries = useQueryClient()
  useLive(({ kind }) => {
    if (kind === 'connect') void queries.invalidateQueries({ queryKey: ['connect-session'] })
  })
  useNews(
    ({ kind, data }) => kind === 'connect' || data.includes('"connection"'),
    () => void queries.invalidateQueries({ queryKey: connectedQuery.queryKey }),
  )
}
