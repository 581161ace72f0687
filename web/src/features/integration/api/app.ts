import { api, ask, type Body } from '@/shared/api/client'

export const saveApp = (platform: string, body: Body<'/api/integrations/{platform}/app', 'put'>) =>
  ask(api.PUT('/api/integrations/{platform}/app', { params: { path: { platform } }, body }))
