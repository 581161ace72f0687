import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { activityKey, type ActivityPage, activityQuery } from './api/list'
import type { Filters } from './filters'

type Pages = InfiniteData<ActivityPage, string>

/** A long list is not fetched anew page by page for nothing: only while it is one page. */
const shallow = ({ state }: { state: { data?: Pages | undefined } }): boolean => (state.data?.pages.length ?? 0) <= 1

const firstPage = ({ pages, pageParams }: Pages): Pages => ({ pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) })

/** The log under these filters, page after page; who comes back begins at the top again. */
export function useLog(filters: Filters) {
  const queries = useQueryClient()
  const query = activityQuery(filters)
  const log = useInfiniteQuery({ ...query, refetchOnWindowFocus: shallow, refetchOnReconnect: shallow })
  const { data } = log
  const filterKey = JSON.stringify(filters)
  useEffect(
    () => () => {
      queries.setQueryData<Pages>(query.queryKey, (old) => old && firstPage(old))
    },
    [filterKey],
  )
  const pages = useMemo(() => data?.pages.map(({ items }) => items) ?? [], [data])
  return {
    ...log,
    pages,
    newest: () => queries.resetQueries({ queryKey: activityKey }),
    more: () => {
      if (!log.isFetchingNextPage && !log.error) void log.fetchNextPage()
    },
  }
}
