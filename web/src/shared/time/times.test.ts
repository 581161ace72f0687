import { expect, test } from 'vitest'
import { times, timesOrDefault } from './times'

const at = '2026-11-22T15:16:44Z'
const later = (seconds: number) => Date.parse(at) + seconds * 1000

test('says how long ago, in the largest unit that fits', () => {
  const en = times('en', 'UTC')
  expect(en.relative(at, later(5))).toBe('now')
  expect(en.relative(at, later(61))).toBe('1 minute ago')
  expect(en.relative(at, later(86_400))).toBe('yesterday')
  expect(en.relative(at, later(-1860))).toBe('in 31 minutes')
})

test('writes the hour of the observatory, not of this machine', () => {
  expect(times('en', 'Europe/Istanbul').clock(at)).toBe('6:16:44 PM')
})

test('goes on with the defaults when a setting makes no sense', () => {
  expect(timesOrDefault('en', 'Mars/Olympus').clock(at)).not.toBe('')
})
