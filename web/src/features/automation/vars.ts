import type { Json } from '@/shared/schema/schema'

export type Row = { name: string; text: string }
type Group = Readonly<Record<string, Json>>

/** What somebody typed: a number, a list and the like where it is JSON, else a text. */
export function readValue(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** The other way round; a text that would be read as something else keeps its quotes. */
export const writeValue = (value: Json): string =>
  typeof value === 'string' && readValue(value) === value ? value : JSON.stringify(value)

export const rowsOf = (vars: Group): readonly Row[] => Object.entries(vars).map(([name, value]) => ({ name, text: writeValue(value) }))

/** Rows without a name are not there yet. */
export const varsOf = (rows: readonly Row[]): Group =>
  Object.fromEntries(rows.filter(({ name }) => name.trim() !== '').map(({ name, text }) => [name.trim(), readValue(text)]))
