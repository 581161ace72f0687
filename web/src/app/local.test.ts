import { expect, test } from 'vitest'
import { local } from './local'

test('goes on to our own paths', () => {
  expect(local('/activity?type=post')).toBe(true)
})

test.each(['//evil.test', '/\\evil.test', '/\t/evil.test', 'https://evil.test', 'javascript:alert(1)', '', undefined, 1])(
  'never goes on to %s',
  (next) => {
    expect(local(next)).toBe(false)
  },
)
