import { language } from './language'

type Plural = Readonly<{ one: string; other: string }>
type Words = Readonly<Record<string, string | Plural>>
type Values = Readonly<Record<string, string | number>>

export type Say<W extends Words> = {
  (key: keyof W & string, values?: Values): string
  readonly english: W
}

/** The same catalogue in another language; the compiler misses no key. */
export type Translation<S> = S extends Say<infer W> ? { readonly [K in keyof W]: W[K] extends string ? string : Plural } : never

const translations: Record<string, Words> = {}
const plural = new Intl.PluralRules(language)
const number = new Intl.NumberFormat(language)

/** Gives the rooms their words in the language of this browser, before the first screen is drawn. */
export function translate(rooms: Record<string, Words>): void {
  Object.assign(translations, rooms)
}

/**
 * All that a room says, in one place: `t('newOnes', { count: 3 })`. `{name}` is filled in; a pair of `one` and `other`
 * is chosen by `count`.
 */
export function catalogue<const W extends Words>(room: string, english: W): Say<W> {
  const say = (key: keyof W & string, values: Values = {}) =>
    fill(chosen(translations[room]?.[key] ?? english[key] ?? key, values), values)
  return Object.assign(say, { english })
}

function chosen(words: string | Plural, values: Values): string {
  if (typeof words === 'string') return words
  return plural.select(Number(values.count)) === 'one' ? words.one : words.other
}

function fill(words: string, values: Values): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? number.format(value) : (value ?? whole)
  })
}
