import { type Answer, api, ask } from '@/shared/api/client'
import { approvalsKey } from '@/shared/api/waiting'
import { paged } from '@/shared/api/paged'

export type Known = Answer<'/api/calls', 'get'>['items'][number]
export type Verdict = 'done' | 'not-done' | 'send-again'

export const ambiguousQuery = paged<Known>([...approvalsKey, 'ambiguous'], (query) =>
  ask(api.GET('/api/calls', { params: { query: { ...query, state: 'ambiguous' } } })),
)

export const settle = (id: string, verdict: Verdict) =>
  ask(api.POST('/api/calls/{id}/settle', { params: { path: { id } }, body: { verdict } }))
