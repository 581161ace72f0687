import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask, type Body } from '@/shared/api/client'

export type Member = Answer<'/api/members', 'get'>['items'][number]
export type Invitation = Answer<'/api/invitations', 'get'>['items'][number]

export const membersQuery = queryOptions({ queryKey: ['members'], queryFn: () => ask(api.GET('/api/members')) })

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => ask(api.GET('/api/invitations')),
})

export const invite = (body: Body<'/api/invitations', 'post'>) => ask(api.POST('/api/invitations', { body }))

export const withdraw = (id: string) => ask(api.DELETE('/api/invitations/{id}', { params: { path: { id } } }))

export const removeMember = (id: string) => ask(api.DELETE('/api/members/{id}', { params: { path: { id } } }))
