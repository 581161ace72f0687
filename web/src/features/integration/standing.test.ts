import { expect, test } from 'vitest'
import { missingScopes, mood, standing } from './standing'

test('an error is told by its reason', () => {
  expect(standing({ status: 'error', reason: 'needs_reauth', condition: null })).toBe('needs_reauth')
  expect(standing({ status: 'error', reason: null, condition: null })).toBe('error')
  expect(standing({ status: 'error', reason: 'something_new' as never, condition: null })).toBe('error')
})

test('a connection that works for now says for how long', () => {
  expect(standing({ status: 'connected', reason: null, condition: 'expiring' })).toBe('expiring')
  expect(mood(standing({ status: 'connected', reason: null, condition: 'degraded' }))).toBe('warn')
  expect(mood(standing({ status: 'connected', reason: null, condition: null }))).toBe('good')
})

test('names the scopes that were not granted', () => {
  expect(missingScopes({ grantedScopes: ['a'], neededScopes: ['a', 'b'] })).toEqual(['b'])
})

test('misses no scope where the account is reached by keys, which have none', () => {
  expect(missingScopes({ grantedScopes: [], neededScopes: ['a'] })).toEqual([])
})
