import { type Answer, api, ask } from '@/shared/api/client'

export type Verification = Answer<'/api/integrations/activity/verify', 'get'>

export const verify = () => ask(api.GET('/api/integrations/activity/verify'))
