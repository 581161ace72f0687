import { queryOptions } from '@tanstack/react-query'
import { api, ask, type Body } from '@/shared/api/client'

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => ask(api.GET('/api/setup')),
  staleTime: 0,
})

export const setUp = (body: Body<'/api/setup', 'post'>) => ask(api.POST('/api/setup', { body }))
