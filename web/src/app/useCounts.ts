import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { ambiguousQuery } from '@/features/approval/api/calls'
import { deadLettersQuery } from '@/features/automation/run/api'
import { connectedQuery } from '@/shared/api/connected'
import { approvalsKey, waitingQuery } from '@/shared/api/waiting'
import { useNews } from '@/shared/live/useNews'
import type { Place } from './places'
import { t } from './words'

export type Count = { number: number; mood: 'bad' | 'new'; words: string }

/** What waits behind the places of the menu, kept up to date by the server's news. */
export function useCounts(): Partial<Record<Place['to'], Count>> {
  const queries = useQueryClient()
  useNews(
    ({ kind, data }) => kind === 'connect' || data.includes('"connection"'),
    () => void queries.invalidateQueries({ queryKey: connectedQuery.queryKey }),
  )
  useNews(
    ({ data }) => data.includes('"approval"'),
    () => void queries.invalidateQueries({ queryKey: approvalsKey }),
  )
  const broken = useQuery(connectedQuery).data?.items.filter(({ status }) => status === 'error' || status === 'pending').length
  const waiting = useQuery(waitingQuery).data?.items.filter(({ may }) => may.decide).length ?? 0
  const ambiguous = useInfiniteQuery(ambiguousQuery).data?.length ?? 0
  const givenUp = useInfiniteQuery({ ...deadLettersQuery, refetchInterval: seldom }).data?.length
  return {
    ...counted('/', 'new', 'wait', waiting + ambiguous),
    ...counted('/connections', 'bad', 'needCare', broken),
    ...counted('/rules', 'bad', 'givenUp', givenUp),
  }
}

/** What is given up tells the log nothing. */
const seldom = 60_000

function counted(to: Place['to'], mood: Count['mood'], words: 'wait' | 'needCare' | 'givenUp', number = 0) {
  return number > 0 ? { [to]: { number, mood, words: t(words, { count: number }) } } : {}
}
