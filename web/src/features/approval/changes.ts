import type { Json } from '@/shared/schema/schema'

/** One line of what will be sent: unchanged, taken away by an edit, or put there by one. */
export type Line = { name: string; text: string; kind: 'same' | 'gone' | 'new' }

/** An input field by field; where it was edited, the old line above the new one. Deeper values are named by their path. */
export function changes(input: Json, original?: Json | null): readonly Line[] {
  const now = flat(input)
  if (original === undefined || original === null) return [...now].map(([name, text]) => ({ name, text, kind: 'same' }))
  const before = flat(original)
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => compared(name, before.get(name), now.get(name)))
}

function compared(name: string, before: string | undefined, after: string | undefined): Line[] {
  if (before === after) return [{ name, text: after ?? '', kind: 'same' }]
  return [
    ...(before === undefined ? [] : [{ name, text: before, kind: 'gone' as const }]),
    ...(after === undefined ? [] : [{ name, text: after, kind: 'new' as const }]),
  ]
}

function flat(value: Json, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]])
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return new Map([[path, value.join(', ')]])
  return new Map(Object.entries(value).flatMap(([name, one]) => [...flat(one as Json, path ? `${path}.${name}` : name)]))
}
