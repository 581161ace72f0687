import { expect, test } from 'vitest'
import { check } from './check'
import { inWords, kindOf, type Schema, withoutBlanks } from './schema'

const tweet: Schema = {
  type: 'object',
  required: ['text'],
  properties: {
    text: { type: 'string', maxLength: 5, format: 'multiline' },
    replyTo: { type: 'string', pattern: '^[0-9]+$' },
    poll: {
      type: 'object',
      required: ['minutes'],
      properties: {
        options: { type: 'array', items: { type: 'string', maxLength: 3 }, minItems: 2 },
        minutes: { type: 'integer', minimum: 5 },
      },
    },
  },
}

test('finds nothing wrong with a right input', () => {
  expect(check(tweet, { text: 'Hello', replyTo: '12', poll: { options: ['a', 'b'], minutes: 5 } })).toEqual([])
})

test('names each wrong field as the server does, at any depth', () => {
  const wrong = check(tweet, { replyTo: 'x', poll: { options: ['long one'], minutes: 1.5 } })
  expect(wrong.map(({ field }) => field)).toEqual(['text', 'replyTo', 'poll.options', 'poll.options.0', 'poll.minutes'])
})

test('counts characters as people do', () => {
  expect(check(tweet, { text: '👍👍👍👍👍' })).toEqual([])
})

test('leaves out what nobody filled in', () => {
  expect(withoutBlanks({ text: 'a', replyTo: '', poll: { options: ['', ''], minutes: null } })).toEqual({ text: 'a' })
  expect(withoutBlanks({ yes: false, zero: 0 })).toEqual({ yes: false, zero: 0 })
})

test('chooses the kind of field', () => {
  expect(kindOf({ type: ['string', 'null'], format: 'html' })).toBe('long')
  expect(kindOf({ type: 'array', items: { type: 'object' } })).toBe('list')
  expect(kindOf({ type: 'string', enum: ['a'] })).toBe('choice')
})

test('writes names as people do', () => {
  expect(inWords('replyTo')).toBe('Reply to')
})
