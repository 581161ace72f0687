import { api, ask, type Body } from '@/shared/api/client'

export const signIn = (body: Body<'/api/auth/sign-in', 'post'>) => ask(api.POST('/api/auth/sign-in', { body }))
