import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '@/shared/api/client'

/** One observatory with its settings: how it writes times, numbers and money. */
export const observatoryQuery = (observatory: string) =>
  queryOptions({
    queryKey: ['observatory', observatory],
    queryFn: () => ask(api.GET('/api/observatories/{observatory}', { params: { path: { observatory } } })),
    staleTime: 300_000,
  })
