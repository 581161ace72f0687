import { type Answer, api, ask, type Body } from '@/shared/api/client'
import { paged } from '@/shared/api/paged'

export type Key = Answer<'/api/keys', 'get'>['items'][number]
export type NewKey = Body<'/api/keys', 'post'>

export const keysQuery = paged<Key>(['keys'], (query) => ask(api.GET('/api/keys', { params: { query } })))

export const makeKey = (body: NewKey) => ask(api.POST('/api/keys', { body }))

export const revokeKey = (id: string) => ask(api.DELETE('/api/keys/{id}', { params: { path: { id } } }))
