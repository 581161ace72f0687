import { api, ask } from '@/shared/api/client'

export const signOut = () => ask(api.POST('/api/auth/sign-out'))
