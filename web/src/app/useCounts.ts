import { useQuery, useQueryClient } from '@tanstack/react-query'
import { connectedQuery } from '@/shared/api/connected'
import { approvalsKey, waitingQuery } from '@/shared/api/waiting'
import { useLive } from '@/shared/live/useLive'
import type { Place } from './places'
import { t } from './words'

export type Count = { number: number; mood: 'bad' | 'new'; words: string }

/** What waits behind the places of the menu, kept up to date by the server's news. */
export function useCounts(): Partial<Record<Place['to'], Count>> {
  const queries = useQueryClient()
  useLive(({ kind, data }) => {
    if (kind === 'connect' || data.includes('"connection"')) void queries.invalidateQueries({ queryKey: connectedQuery.queryKey })
    if (kind === 'open' || data.includes('"approval"')) void queries.invalidateQueries({ queryKey: approvalsKey })
  })
  const broken = useQuery(connectedQuery).data?.items.filter(({ status }) => status === 'error' || status === 'pending').length
  const waiting = useQuery(waitingQuery).data?.items.filter(({ may }) => may.decide).length
  return {
    ...(waiting ? { '/': { number: waiting, mood: 'new' as const, words: t('wait', { count: waiting }) } } : {}),
    ...(broken ? { '/connections': { number: broken, mood: 'bad' as const, words: t('needCare', { count: broken }) } } : {}),
  }
}
