import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from './client'

export type WholePlatform = Answer<'/api/integrations/{platform}', 'get'>
export type Scheme = WholePlatform['auth'][number]
export type Action = WholePlatform['actions'][number]

/** One platform whole. Here and not in a room, because acts are written from its actions' schemas, too. */
export const platformQuery = (platform: string) =>
  queryOptions({
    queryKey: ['platforms', platform],
    queryFn: () => ask(api.GET('/api/integrations/{platform}', { params: { path: { platform } } })),
  })
