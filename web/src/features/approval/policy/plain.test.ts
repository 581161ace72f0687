import { expect, test } from 'vitest'
import { anything, freshName, type Plain, read, written } from './plain'

test('what is chosen is written as CEL and read back as the same', () => {
  const all: Plain[] = [
    anything,
    { who: 'agent', risk: 'notLow', platform: 'twitter', unsure: 70 },
    { ...anything, unsure: 5 },
    { ...anything, risk: 'notHigh' },
  ]
  for (const plain of all) expect(read(written(plain))).toEqual(plain)
})

test('says nothing about what is left to any', () => {
  expect(written(anything)).toBe('true')
})

test('does not read what the choices cannot say', () => {
  expect(read("origin.kind == 'person' && !origin.key")).toBeUndefined()
  expect(read("origin.kind in ['rule', 'service']")).toBeUndefined()
  expect(read("origin.kind == 'person' || true")).toBeUndefined()
})

test('names a new line as no other', () => {
  expect(freshName(['line-1', 'people-may'])).toBe('line-2')
})
