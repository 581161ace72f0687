import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem } from '@/shared/api/problem'
import { meQuery } from '@/shared/session/me'

const tries = 2

/** A refusal is final; only silence and the server's own faults are worth asking again. */
function worthAsking(count: number, error: Error): boolean {
  return count < tries && isProblem(error) && (error.status === 0 || error.status >= 500)
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: { queries: { retry: worthAsking, staleTime: 10_000 } },
})

/** The session ended elsewhere: the guard of the signed-in screens sees nobody and shows the way in. */
function leaveWhenSignedOut(error: Error): void {
  if (isProblem(error) && error.status === 401) queries.setQueryData(meQuery.queryKey, null)
}
