import type { Json } from '@/shared/schema/schema'
import type { NewRule, Rule } from './api/rules'

type Group = Readonly<Record<string, Json>>

export type Trigger = { kind: 'schedule'; cron: string; zone: string } | { kind: 'event'; type: string } | { kind: 'webhook'; hook: string }
export type Act = { kind: 'act'; id: string; action: string; account?: string; input: Group }
export type Wait = { kind: 'wait'; id: string; for: string }

/** Steps with a form of their own, and the others, which are written as JSON and lose nothing. */
export type Step = Act | Wait | ({ kind: 'branch' | 'for_each' | 'set' | 'call_rule' | 'wait'; id: string } & Group)

/** A rule while somebody writes it. */
export type Draft = {
  name: string
  description: string
  trigger: Trigger
  conditions: readonly string[]
  steps: readonly Step[]
  risk: Rule['risk']
  requiresApproval: boolean
}

export const emptyDraft = (zone: string): Draft => ({
  name: '',
  description: '',
  trigger: { kind: 'schedule', cron: '0 9 * * MON-FRI', zone },
  conditions: [],
  steps: [],
  risk: 'low',
  requiresApproval: false,
})

export function draftOf({ name, description, trigger, conditions, steps, risk, requiresApproval }: Rule): Draft {
  return { name, description, trigger: trigger as Trigger, conditions, steps: steps as unknown as Step[], risk, requiresApproval }
}

/** As the server takes it; conditions nobody filled in are none. */
export function asRule(draft: Draft): NewRule {
  const conditions = draft.conditions.filter((condition) => condition.trim() !== '')
  return { ...draft, conditions, enabled: false } as unknown as NewRule
}

export const isAct = (step: Step): step is Act => step.kind === 'act'
export const isPlainWait = (step: Step): step is Wait => step.kind === 'wait' && typeof (step as Wait).for === 'string'

/** A name for a new step that no other step has: act1, act2, ... */
export function freshId(kind: Step['kind'], steps: readonly Step[]): string {
  const stem = kind.replace(/_[a-z]+/, '')
  const taken = new Set(steps.map(({ id }) => id))
  let number = 1
  while (taken.has(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** The list with one of its members a place further up or down. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by
  const member = list[from]
  if (member === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, member)
}
