import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from './client'

export type Connection = Answer<'/api/integrations/connected', 'get'>['items'][number]

/** Here and not in a room, because the log names connections too. */
export const connectedQuery = queryOptions({
  queryKey: ['connected'],
  queryFn: () => ask(api.GET('/api/integrations/connected')),
})

/** As people know the account: its @name or address. */
export const accountName = (connection: Connection): string => connection.account.displayName || connection.account.name
