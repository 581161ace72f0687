import { expect, test } from 'vitest'
import { readValue, rowsOf, varsOf, writeValue } from './vars'

test('reads what is JSON as such, and the rest as a text', () => {
  expect(readValue('5')).toBe(5)
  expect(readValue('${trigger.due}')).toBe('${trigger.due}')
})

test('writes every value so that it is read as the same', () => {
  for (const value of ['plain', '5', 'true', 5, ['a', { b: null }]]) expect(readValue(writeValue(value))).toEqual(value)
})

test('leaves out what has no name yet', () => {
  expect(varsOf([...rowsOf({ a: 1 }), { name: ' ', text: 'x' }])).toEqual({ a: 1 })
})
