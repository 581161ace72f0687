import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { meQuery } from '@/shared/session/me'

/** After any way in: ask anew who is here, and go on to where they wanted. */
export function useEnter(next = '/'): () => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async () => {
    queries.clear()
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    router.history.push(next)
  }
}
