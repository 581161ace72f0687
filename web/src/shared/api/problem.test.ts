import { expect, test } from 'vitest'
import { Problem } from './problem'

test('names what is wrong with a field', () => {
  const problem = Problem.from(400, { code: 'bad-input', detail: 'x', errors: [{ field: 'email', message: 'is taken' }] })
  expect(problem.at('email')).toBe('is taken')
  expect(problem.at('name')).toBeUndefined()
})

test('makes do with an answer that is no problem document', () => {
  expect(Problem.from(502, '<html>').code).toBe('unknown')
  expect(Problem.from(502, null).errors).toEqual([])
})
