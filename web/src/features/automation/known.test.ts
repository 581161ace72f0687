import { expect, test } from 'vitest'
import { emptyDraft, type Step } from './draft'
import { completions, knownNames, namesAfter, wordAt } from './known'

const type = { id: 'action.failed', title: '', description: '', data: { code: 'why' }, schema: {} }
const steps: Step[] = [
  { kind: 'for_each', id: 'each', items: 'trigger.body', steps: [{ kind: 'set', id: 'keep', vars: { total: 1 } }] },
]

test('knows the trigger by its kind, and the variables set at any depth', () => {
  const names = knownNames({ ...emptyDraft('UTC'), trigger: { kind: 'event', type: 'action.failed' }, steps }, [type])
  expect(names).toContain('trigger.data.code')
  expect(names).toContain('vars.total')
  expect(names).not.toContain('trigger.body')
})

test('knows the steps before, and those inside them', () => {
  expect(namesAfter(steps)).toEqual(expect.arrayContaining(['steps.each.output', 'steps.keep.error']))
})

test('completes the word at the caret, and none that is whole', () => {
  const names = ['trigger.due', 'trigger.label']
  expect(completions(names, wordAt('trigger.d == 1', 9, false))).toEqual(['trigger.due'])
  expect(completions(names, wordAt('trigger.due', 11, false))).toEqual([])
  expect(completions(names, wordAt('1 + ', 4, false))).toEqual([])
})

test('completes in a template only inside its holes', () => {
  expect(wordAt('tri', 3, true)).toBeUndefined()
  expect(wordAt('At ${tri', 8, true)).toEqual({ from: 5, typed: 'tri' })
  expect(wordAt('${a} tri', 8, true)).toBeUndefined()
})
