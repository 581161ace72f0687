import { expect, test } from 'vitest'
import { atLeast } from './me'

test('a role may do all that the ones below it may', () => {
  expect(atLeast('owner', 'admin')).toBe(true)
  expect(atLeast('admin', 'admin')).toBe(true)
  expect(atLeast('operator', 'admin')).toBe(false)
})
