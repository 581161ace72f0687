import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, ask } from '@/shared/api/client'
import { rulesKey } from './api/rules'

/** The rules by name, for lists that hold only their ids. */
export const namesQuery = queryOptions({
  queryKey: [...rulesKey, 'names'],
  queryFn: () => ask(api.GET('/api/rules', { params: { query: { limit: 200 } } })),
  staleTime: 60_000,
})

/** A rule's name; the beginning of its id where it is gone. */
export function useRuleName(): (id: string) => string {
  const items = useQuery(namesQuery).data?.items ?? []
  return (id) => items.find((rule) => rule.id === id)?.name ?? id.slice(0, 8)
}
