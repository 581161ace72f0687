import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'

export type Request = Answer<'/api/connect/{link}', 'get'>

export const connectPageQuery = (link: string) =>
  queryOptions({
    queryKey: ['connect-page', link],
    queryFn: () => ask(api.GET('/api/connect/{link}', { params: { path: { link } } })),
    staleTime: 0,
  })

export const start = (link: string) => ask(api.POST('/api/connect/{link}/start', { params: { path: { link } } }))
