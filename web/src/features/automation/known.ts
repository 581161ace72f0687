import type { PublishedType } from './api/rules'
import { allSteps, type Draft, type Step, type Trigger } from './draft'

const observatory = ['id', 'name', 'timezone', 'locale', 'currency'].map((name) => `observatory.${name}`)
const event = ['type', 'at', 'title', 'description', 'status', 'actor.name', 'connection', 'call'].map((name) => `trigger.${name}`)

/** What every expression of a rule may name: its trigger, its variables, the observatory. */
export function knownNames({ trigger, steps }: Draft, types: readonly PublishedType[]): readonly string[] {
  return [...aboutTrigger(trigger, types), ...variables(steps).map((name) => `vars.${name}`), ...observatory]
}

function aboutTrigger(trigger: Trigger, types: readonly PublishedType[]): readonly string[] {
  switch (trigger.kind) {
    case 'schedule':
      return ['trigger.due', 'trigger.label', 'trigger.zone', 'trigger.note']
    case 'webhook':
      return ['trigger.body', 'trigger.key', 'trigger.hook']
    case 'event': {
      const fields = Object.keys(types.find(({ id }) => id === trigger.type)?.data ?? {})
      return [...fields.map((field) => `trigger.data.${field}`), ...event]
    }
  }
}

const variables = (steps: readonly Step[]): readonly string[] => [
  ...new Set(allSteps(steps).flatMap((step) => (step.kind === 'set' ? Object.keys(step.vars) : []))),
]

/** What stands in the steps before, for those after them. */
export const namesAfter = (steps: readonly Step[]): readonly string[] =>
  allSteps(steps).flatMap(({ id }) => ['output', 'status', 'error'].map((part) => `steps.${id}.${part}`))

type Word = { from: number; typed: string }

/** The name that is being typed where the caret stands; in a template only between `${` and `}`. */
export function wordAt(text: string, caret: number, template: boolean): Word | undefined {
  const before = text.slice(0, caret)
  if (template && before.lastIndexOf('${') <= before.lastIndexOf('}')) return undefined
  const typed = /[A-Za-z_][\w.]*$/.exec(before)?.[0]
  return typed ? { from: caret - typed.length, typed } : undefined
}

const most = 8

/** The names that go on as was typed; none when it is whole. */
export function completions(names: readonly string[], word: Word | undefined): readonly string[] {
  if (!word) return []
  const typed = word.typed.toLowerCase()
  return names.filter((name) => name.toLowerCase().startsWith(typed) && name !== word.typed).slice(0, most)
}
