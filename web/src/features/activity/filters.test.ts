import { expect, test } from 'vitest'
import { activitySearch, asQuery } from './filters'

test('reads an address and leaves out what makes no sense', () => {
  expect(activitySearch({ type: 'post', status: 'odd', q: '', from: '2026-02-31x', to: 7, evil: 'x' })).toEqual({
    type: 'post',
  })
})

test('takes one call by its id, and nothing that is none', () => {
  const call = '018f0000-0000-7000-8000-000000000000'
  expect(activitySearch({ call })).toEqual({ call })
  expect(activitySearch({ call: 'all' })).toEqual({})
})

test('a last day is whole', () => {
  const { from, to } = asQuery({ from: '2026-11-22', to: '2026-11-22' })
  expect(Date.parse(to!) - Date.parse(from!)).toBe(24 * 3600 * 1000)
})

test('a day of 25 hours is whole too', () => {
  // clocks in Chatham went back on the first Sunday of April
  const { from, to } = asQuery({ from: '2026-04-05', to: '2026-04-05' })
  expect(Date.parse(to!) - Date.parse(from!)).toBe(25 * 3600 * 1000)
})
