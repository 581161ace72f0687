import { infiniteQueryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { asQuery, type Filters } from '../filters'

export type Activity = Answer<'/api/integrations/activity', 'get'>['items'][number]

export const activityKey = ['activity'] as const

export const activityQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: [...activityKey, filters],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/integrations/activity', {
          params: { query: { ...asQuery(filters), limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor || undefined,
  })
