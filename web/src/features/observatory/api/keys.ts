import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask, type Body } from '@/shared/api/client'

export type Key = Answer<'/api/keys', 'get'>['items'][number]
export type NewKey = Body<'/api/keys', 'post'>

export const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: () => ask(api.GET('/api/keys')) })

export const makeKey = (body: NewKey) => ask(api.POST('/api/keys', { body }))

export const revokeKey = (id: string) => ask(api.DELETE('/api/keys/{id}', { params: { path: { id } } }))
