import { queryOptions } from '@tanstack/react-query'
import { api, ask } from './client'

export const approvalsKey = ['approvals'] as const

/** What waits for a yes; here and not in a room, because the menu counts it. */
export const waitingQuery = queryOptions({
  queryKey: [...approvalsKey, 'waiting'],
  queryFn: () => ask(api.GET('/api/approvals', { params: { query: { status: 'pending', limit: 100 } } })),
})
