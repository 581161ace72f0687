import { useQuery, useQueryClient } from '@tanstack/react-query'
import { connectedQuery } from '@/shared/api/connected'
import { useLive } from '@/shared/live/useLive'
import type { Place } from './places'
import { t } from './words'

export type Count = { number: number; mood: 'bad' | 'new'; words: string }

/** What waits behind the places of the menu, kept up to date by the server's news. */
export function useCounts(): Partial<Record<Place['to'], Count>> {
  const queries = useQueryClient()
  useLive(({ kind, data }) => {
    if (kind === 'connect' || data.includes('"connection"')) void queries.invalidateQueries({ queryKey: connectedQuery.queryKey })
  })
  const broken = useQuery(connectedQuery).data?.items.filter(({ status }) => status === 'error' || status === 'pending').length
  return {
    ...(broken ? { '/connections': { number: broken, mood: 'bad' as const, words: t('needCare', { count: broken }) } } : {}),
  }
}
