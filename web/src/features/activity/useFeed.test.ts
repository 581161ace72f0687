import { expect, test } from 'vitest'
import { callOf, concerns } from './useFeed'

const post = JSON.stringify({ id: 'r1', callId: 'c1', type: 'post', status: 'pending', integrationId: 'i1' })

test('counts the rows of one call once', () => {
  expect(callOf(post)).toBe(callOf(JSON.stringify({ id: 'r2', callId: 'c1' })))
})

test('counts only what the filters would show', () => {
  expect(concerns(post, { type: 'post' })).toBe(true)
  expect(concerns(post, { type: 'email' })).toBe(false)
  expect(concerns(post, { integration: 'i2' })).toBe(false)
  expect(concerns('not json', {})).toBe(true)
})
