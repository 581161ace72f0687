import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { paged } from '@/shared/api/paged'

export type Hook = Answer<'/api/hooks', 'get'>['items'][number]

export type Delivery = Answer<'/api/hooks/{id}/deliveries', 'get'>['items'][number]

export const hooksQuery = queryOptions({
  queryKey: ['hooks'],
  queryFn: () => ask(api.GET('/api/hooks', { params: { query: { limit: 200 } } })),
})

export const makeHook = (name: string) => ask(api.POST('/api/hooks', { body: { name } }))

/** A new secret; the former one holds for another day. */
export const renewSecret = (id: string) => ask(api.POST('/api/hooks/{id}/secret', { params: { path: { id } }, body: {} }))

const callsKey = (hook: string) => ['deliveries', hook] as const

export const callsQuery = (hook: string) =>
  paged<Delivery>([...callsKey(hook), 'all'], (query) =>
    ask(api.GET('/api/hooks/{id}/deliveries', { params: { path: { id: hook }, query } })),
  )

export const latestCallsQuery = (hook: string) =>
  queryOptions({
    queryKey: [...callsKey(hook), 'latest'],
    queryFn: () => ask(api.GET('/api/hooks/{id}/deliveries', { params: { path: { id: hook }, query: { limit: 5 } } })),
    refetchInterval: 5_000, // what comes tells the log nothing
  })

/** A body never changes. */
export const bodyQuery = (hook: string, id: string) =>
  queryOptions({
    queryKey: [...callsKey(hook), 'body', id],
    queryFn: () => ask(api.GET('/api/hooks/{id}/deliveries/{delivery}', { params: { path: { id: hook, delivery: id } } })),
    staleTime: Infinity,
  })
