import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from './client'

export type Connection = Answer<'/api/integrations/connected', 'get'>['items'][number]

/** Here and not in a room, because the log names connections too. */
export const connectedQuery = queryOptions({
  queryKey: ['connected'],
  queryFn: () => ask(api.GET('/api/integrations/connected')),
})

/** What people here call the account. */
export const accountName = ({ name, account }: Connection): string => name || account.displayName || account.name
