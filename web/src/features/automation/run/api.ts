import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { paged } from '@/shared/api/paged'
import type { Json } from '@/shared/schema/schema'

export type RunItem = Answer<'/api/runs', 'get'>['items'][number]
export type WholeRun = Answer<'/api/runs/{id}', 'get'>
export type StepItem = WholeRun['steps'][number]
export type Tried = Answer<'/api/rules/{id}/dry-run', 'post'>
export type DeadLetter = Answer<'/api/work/dead-letters', 'get'>['items'][number]

export const runsKey = ['runs'] as const

type Filter = { rule?: string; state?: string }

export const runsQuery = (filter: Filter) =>
  paged<RunItem>([...runsKey, 'list', filter], (query) => ask(api.GET('/api/runs', { params: { query: { ...query, ...filter } } })))

export const latestQuery = (rule: string) =>
  queryOptions({
    queryKey: [...runsKey, 'latest', rule],
    queryFn: () => ask(api.GET('/api/runs', { params: { query: { rule, limit: 5 } } })),
    refetchInterval: 5_000, // a run without acts tells the log nothing
  })

export const runQuery = (id: string) =>
  queryOptions({ queryKey: [...runsKey, 'one', id], queryFn: () => ask(api.GET('/api/runs/{id}', { params: { path: { id } } })) })

/** Without a step the whole run is done again; without an input, with the one it had. */
export const replay = (id: string, fromStep: string | undefined, input: Json | undefined) =>
  ask(
    api.POST('/api/runs/{id}/replay', {
      params: { path: { id } },
      body: { ...(fromStep ? { fromStep } : {}), ...(input === undefined ? {} : { input: input as never }) },
    }),
  )

export const runNow = (rule: string, trigger: Json) =>
  ask(api.POST('/api/rules/{id}/run', { params: { path: { id: rule } }, body: { trigger: trigger as never } }))

export const tryOut = (rule: string, trigger: Json) =>
  ask(api.POST('/api/rules/{id}/dry-run', { params: { path: { id: rule } }, body: { trigger: trigger as never } }))

export const deadLettersQuery = paged<DeadLetter>([...runsKey, 'dead'], (query) =>
  ask(api.GET('/api/work/dead-letters', { params: { query } })),
)

export const revive = (id: string) => ask(api.POST('/api/work/dead-letters/{id}/replay', { params: { path: { id } } }))

/** The newest event of a kind, as a sample of what a rule would hear. */
export const sampleQuery = (type: string) =>
  queryOptions({
    queryKey: ['events', 'newest', type],
    queryFn: () => ask(api.GET('/api/events', { params: { query: { type, limit: 1 } } })),
  })
