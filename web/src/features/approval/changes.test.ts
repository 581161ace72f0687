import { expect, test } from 'vitest'
import { changes } from './changes'
import { left } from './left'

test('shows what will be sent, field by field', () => {
  expect(changes({ to: ['a@b.test', 'c@d.test'], poll: { minutes: 5 } })).toEqual([
    { name: 'to', text: 'a@b.test, c@d.test', kind: 'same' },
    { name: 'poll.minutes', text: '5', kind: 'same' },
  ])
})

test('shows an edit as the old line and the new one', () => {
  expect(changes({ text: 'new', cc: 'x' }, { text: 'old' })).toEqual([
    { name: 'text', text: 'old', kind: 'gone' },
    { name: 'text', text: 'new', kind: 'new' },
    { name: 'cc', text: 'x', kind: 'new' },
  ])
})

test('counts down by the clock of the server, however wrong the one of this machine is', () => {
  expect(left('2026-11-22T12:00:00Z', '2026-11-22T11:59:00Z', 20_000)).toBe(40)
  expect(left('2026-11-22T12:00:00Z', '2026-11-22T12:00:01Z', 0)).toBe(0)
})
