import type { Json } from '@/shared/schema/schema'
import type { NewRule, Rule } from './api/rules'

type Group = Readonly<Record<string, Json>>

export type Trigger = { kind: 'schedule'; cron: string; zone: string } | { kind: 'event'; type: string } | { kind: 'webhook'; hook: string }

/** What every step may say about failing. */
type Care = { id: string; onFailure?: string | { rule: string }; retry?: { attempts: number } & Group }

export type Act = Care & { kind: 'act'; action: string; account?: string; input: Group }
export type Wait = Care & { kind: 'wait'; for?: string; until?: string; event?: { type: string; condition?: string; within: string } }
export type Branch = Care & { kind: 'branch'; if: string; then?: readonly Step[]; else?: readonly Step[] }
export type ForEach = Care & { kind: 'for_each'; items: string; most?: number; steps: readonly Step[] }
export type Assign = Care & { kind: 'set'; vars: Group }
export type CallRule = Care & { kind: 'call_rule'; rule: string; input?: Json }
export type Step = Act | Wait | Branch | ForEach | Assign | CallRule

export const kinds = ['act', 'branch', 'for_each', 'set', 'wait', 'call_rule'] as const satisfies readonly Step['kind'][]

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

/** A step as it begins. */
export function freshStep(kind: Step['kind'], id: string): Step {
  switch (kind) {
    case 'act':
      return { kind, id, action: '', input: {} }
    case 'wait':
      return { kind, id, for: 'PT1H' }
    case 'branch':
      return { kind, id, if: '', then: [], else: [] }
    case 'for_each':
      return { kind, id, items: '', steps: [] }
    case 'set':
      return { kind, id, vars: { value: '' } }
    case 'call_rule':
      return { kind, id, rule: '' }
  }
}

const inner = (step: Step): readonly Step[] =>
  step.kind === 'branch' ? [...(step.then ?? []), ...(step.else ?? [])] : step.kind === 'for_each' ? step.steps : []

/** These steps and all inside them, in the order they stand. */
export const allSteps = (steps: readonly Step[]): readonly Step[] => steps.flatMap((step) => [step, ...allSteps(inner(step))])

/** A name for a new step that no other step has: act1, act2, ... */
export function freshId(kind: Step['kind'], all: readonly Step[]): string {
  const stem = kind.replace(/_[a-z]+/, '')
  const taken = new Set(all.map(({ id }) => id))
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
