import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'

export type Hook = Answer<'/api/hooks', 'get'>['items'][number]

export const hooksQuery = queryOptions({
  queryKey: ['hooks'],
  queryFn: () => ask(api.GET('/api/hooks', { params: { query: { limit: 200 } } })),
})

export const makeHook = (name: string) => ask(api.POST('/api/hooks', { body: { name } }))

/** A new secret; the former one holds for another day. */
export const renewSecret = (id: string) => ask(api.POST('/api/hooks/{id}/secret', { params: { path: { id } }, body: {} }))
