import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Answer, api, ask } from './client'

export type Platform = Answer<'/api/integrations', 'get'>['items'][number]

/** The catalogue. Here and not in a room, because the log names platforms too. */
export const catalogueQuery = queryOptions({
  queryKey: ['platforms'],
  queryFn: () => ask(api.GET('/api/integrations')),
  staleTime: 60_000,
})

/** As people call a platform; its id until the catalogue is here. */
export function usePlatformName(): (platform: string) => string {
  const items = useQuery(catalogueQuery).data?.items ?? []
  return (platform) => items.find((item) => item.platform === platform)?.name ?? platform
}
