import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask, type Body } from '@/shared/api/client'
import { paged } from '@/shared/api/paged'

export type RuleItem = Answer<'/api/rules', 'get'>['items'][number]
export type Rule = Answer<'/api/rules/{id}', 'get'>
export type NewRule = Body<'/api/rules', 'post'>
export type Checked = Answer<'/api/rules/check', 'post'>
export type PublishedType = Answer<'/api/events/types', 'get'>['items'][number]
export type Version = Answer<'/api/rules/{id}/versions', 'get'>['items'][number]

export const rulesKey = ['rules'] as const

export const rulesQuery = paged<RuleItem>([...rulesKey, 'list'], (query) => ask(api.GET('/api/rules', { params: { query } })))

export const ruleQuery = (id: string) =>
  queryOptions({ queryKey: [...rulesKey, id], queryFn: () => ask(api.GET('/api/rules/{id}', { params: { path: { id } } })) })

/** What rules can listen to. */
export const eventTypesQuery = queryOptions({
  queryKey: ['events', 'types'],
  queryFn: () => ask(api.GET('/api/events/types')),
  staleTime: Infinity,
})

export const versionsQuery = (id: string) =>
  paged<Version>([...rulesKey, id, 'versions'], (query) =>
    ask(api.GET('/api/rules/{id}/versions', { params: { path: { id }, query } })),
  )

export const differencesQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: [...rulesKey, id, 'differences', from, to],
    queryFn: () => ask(api.GET('/api/rules/{id}/differences', { params: { path: { id }, query: { from, to } } })),
  })

/** What saving would say, the trigger in words, and the next times of a schedule; keeps nothing. */
export const checkRule = (body: NewRule) => ask(api.POST('/api/rules/check', { body }))

export const makeRule = (body: NewRule) => ask(api.POST('/api/rules', { body }))

/** `version`: the one that was being edited; the server refuses when somebody saved another meanwhile. */
export const changeRule = (id: string, version: number, body: Body<'/api/rules/{id}', 'patch'>) =>
  ask(api.PATCH('/api/rules/{id}', { params: { path: { id }, header: { 'If-Match': String(version) } }, body }))

export const switchRule = (id: string, on: boolean) =>
  ask(api.POST(on ? '/api/rules/{id}/enable' : '/api/rules/{id}/disable', { params: { path: { id } } }))

/** The address of a rule as a file; the browser fetches it by itself. */
export const exported = (id: string, observatory: string): string => `/api/rules/${id}/export?${new URLSearchParams({ observatory })}`

/** A rule from a file that was exported here or elsewhere; it begins switched off. */
export const importRule = (yaml: string) =>
  ask(
    api.POST('/api/rules/import', {
      body: yaml,
      bodySerializer: (text) => text,
      headers: { 'Content-Type': 'application/yaml' },
    }),
  )

export const deleteRule = (id: string) => ask(api.DELETE('/api/rules/{id}', { params: { path: { id } } }))
