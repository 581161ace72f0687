import { infiniteQueryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { asQuery, type Filters } from '../filters'

export type ActivityPage = Answer<'/api/integrations/activity', 'get'>
export type Activity = ActivityPage['items'][number]

/** Few rows come fast; whoever goes back in time wants many. */
const newest = 50
const older = 100

export const activityKey = ['activity'] as const

export const activityQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: [...activityKey, filters],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/integrations/activity', {
          params: { query: { ...asQuery(filters), ...(pageParam ? { cursor: pageParam, limit: older } : { limit: newest }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor || undefined,
  })
