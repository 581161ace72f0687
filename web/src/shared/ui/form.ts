import type { FormEvent } from 'react'

/** What was typed, by the names of the inputs. */
export function typed(event: FormEvent<HTMLFormElement>): Record<string, string> {
  event.preventDefault()
  const entries = [...new FormData(event.currentTarget)]
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** The words for one field of a refused form. */
export { fieldError } from '@/shared/api/problem'
