import { queryOptions } from '@tanstack/react-query'
import { api, ask, type Body } from '@/shared/api/client'

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => ask(api.GET('/api/invitations/{token}/page', { params: { path: { token } } })),
  })

export const accept = (token: string, body: Body<'/api/invitations/{token}/accept', 'post'>) =>
  ask(api.POST('/api/invitations/{token}/accept', { params: { path: { token } }, body }))
