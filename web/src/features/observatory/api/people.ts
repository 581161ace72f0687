import { type Answer, api, ask, type Body } from '@/shared/api/client'
import { paged } from '@/shared/api/paged'
import type { Role } from '@/shared/session/me'

export type Member = Answer<'/api/members', 'get'>['items'][number]
export type Invitation = Answer<'/api/invitations', 'get'>['items'][number]

export const membersQuery = paged<Member>(['members'], (query) => ask(api.GET('/api/members', { params: { query } })))

export const invitationsQuery = paged<Invitation>(['invitations'], (query) =>
  ask(api.GET('/api/invitations', { params: { query } })),
)

export const invite = (body: Body<'/api/invitations', 'post'>) => ask(api.POST('/api/invitations', { body }))

export const withdraw = (id: string) => ask(api.DELETE('/api/invitations/{id}', { params: { path: { id } } }))

export const changeRole = (id: string, role: Role) => ask(api.PATCH('/api/members/{id}', { params: { path: { id } }, body: { role } }))

export const removeMember = (id: string) => ask(api.DELETE('/api/members/{id}', { params: { path: { id } } }))
