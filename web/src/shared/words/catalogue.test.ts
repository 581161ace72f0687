import { expect, test } from 'vitest'
import { catalogue, translate } from './catalogue'

const t = catalogue('greetings', {
  greeting: 'Hello, {name}',
  newOnes: { one: '{count} new', other: '{count} new ones' },
})

test('fills in what it is given', () => {
  expect(t('greeting', { name: 'Ayşe' })).toBe('Hello, Ayşe')
})

test('leaves a gap visible that nobody filled', () => {
  expect(t('greeting')).toBe('Hello, {name}')
})

test('never reads a value as another placeholder', () => {
  expect(t('greeting', { name: '{name}' })).toBe('Hello, {name}')
})

test('chooses between one and many, and groups digits', () => {
  expect(t('newOnes', { count: 1 })).toBe('1 new')
  expect(t('newOnes', { count: 12345 })).toBe('12,345 new ones')
})

test('speaks another language where there is a word for it, and English elsewhere', () => {
  const other = catalogue('parting', { bye: 'Goodbye', soon: 'See you soon' })
  translate({ parting: { bye: 'Tschüss' } })
  expect([other('bye'), other('soon')]).toEqual(['Tschüss', 'See you soon'])
})
