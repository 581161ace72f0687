import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '@/shared/api/client'

export const resetQuery = (token: string) =>
  queryOptions({
    queryKey: ['reset', token],
    queryFn: () => ask(api.GET('/api/auth/reset/{token}', { params: { path: { token } } })),
  })

export const choosePassword = (token: string, password: string) =>
  ask(api.POST('/api/auth/reset/{token}', { params: { path: { token } }, body: { password } }))
