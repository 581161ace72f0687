type Plural = Readonly<{ one: string; other: string }>
type Words = Readonly<Record<string, string | Plural>>
type Values = Readonly<Record<string, string | number>>

export type Say<W extends Words> = (key: keyof W & string, values?: Values) => string

const plural = new Intl.PluralRules('en')
const number = new Intl.NumberFormat('en')

/**
 * All that a room says, in one place: `t('newOnes', { count: 3 })`. `{name}` is filled in; a pair of `one` and `other`
 * is chosen by `count`.
 */
export function catalogue<const W extends Words>(english: W): Say<W> {
  return (key, values = {}) => fill(chosen(english[key] ?? key, values), values)
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
