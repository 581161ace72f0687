import { infiniteQueryOptions } from '@tanstack/react-query'

type Page<T> = { items: readonly T[]; nextCursor?: string | null }

/** A list that the server gives page by page, as one query: `useInfiniteQuery(paged(['keys'], (query) => ...))`. */
export const paged = <T>(queryKey: readonly unknown[], fetch: (query: { cursor?: string }) => Promise<Page<T>>) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => fetch(pageParam ? { cursor: pageParam } : {}),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor || undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  })
