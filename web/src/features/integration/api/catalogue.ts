import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'

export type Platform = Answer<'/api/integrations', 'get'>['items'][number]

export const catalogueQuery = queryOptions({
  queryKey: ['platforms'],
  queryFn: () => ask(api.GET('/api/integrations')),
  staleTime: 60_000,
})
