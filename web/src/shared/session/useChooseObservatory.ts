import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { chooseObservatory } from '@/shared/api/caller'
import { meQuery } from './me'

/** Shows another of one's observatories, or with null the first: everything of the one before is forgotten. */
export function useChooseObservatory(): (id: string | null) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async (id) => {
    chooseObservatory(id)
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    await router.navigate({ to: '/' })
    await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] })
  }
}
