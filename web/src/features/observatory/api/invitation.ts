import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask, type Body } from '@/shared/api/client'

export type Offer = Answer<'/api/invitations/look', 'post'>

/** Looking is a POST only so that the token stands in no address. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => ask(api.POST('/api/invitations/look', { body: { token } })),
  })

export const accept = (token: string) => ask(api.POST('/api/invitations/accept', { body: { token } }))

export const join = (body: Body<'/api/invitations/join', 'post'>) => ask(api.POST('/api/invitations/join', { body }))
