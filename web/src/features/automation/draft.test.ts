import { expect, test } from 'vitest'
import { asRule, emptyDraft, freshId, moved, type Step } from './draft'

const act: Step = { kind: 'act', id: 'act1', action: 'twitter/tweet', input: {} }

test('names a new step as no other', () => {
  expect(freshId('act', [])).toBe('act1')
  expect(freshId('act', [act])).toBe('act2')
  expect(freshId('for_each', [act])).toBe('for1')
})

test('moves a step, and not out of the list', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})

test('sends no empty condition', () => {
  expect(asRule({ ...emptyDraft('UTC'), conditions: ['  ', 'true'] }).conditions).toEqual(['true'])
})
