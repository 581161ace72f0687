import { api, ask } from '@/shared/api/client'

export const stepUp = (password: string) => ask(api.POST('/api/auth/step-up', { body: { password } }))
