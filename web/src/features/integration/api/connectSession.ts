import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'

export type ConnectSession = Answer<'/api/connect-sessions/{id}', 'get'>

const goingOn = new Set(['open', 'redirected', 'exchanging'])
export const isOver = (session: ConnectSession): boolean => !goingOn.has(session.stage)

/** Asked every two seconds while it goes on, beside the news over the live line. */
export const connectSessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connect-session', id],
    queryFn: () => ask(api.GET('/api/connect-sessions/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.error || (state.data && isOver(state.data)) ? false : 2_000),
    refetchIntervalInBackground: true,
  })
