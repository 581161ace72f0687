import { api, ask, type Body } from '@/shared/api/client'

/** Also signs in. */
export const choosePassword = (body: Body<'/api/auth/reset', 'post'>) => ask(api.POST('/api/auth/reset', { body }))
