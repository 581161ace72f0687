import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask, type Body } from '@/shared/api/client'

export type WholePlatform = Answer<'/api/integrations/{platform}', 'get'>
export type Scheme = WholePlatform['auth'][number]

export const platformQuery = (platform: string) =>
  queryOptions({
    queryKey: ['platforms', platform],
    queryFn: () => ask(api.GET('/api/integrations/{platform}', { params: { path: { platform } } })),
  })

export const saveApp = (platform: string, body: Body<'/api/integrations/{platform}/app', 'put'>) =>
  ask(api.PUT('/api/integrations/{platform}/app', { params: { path: { platform } }, body }))
