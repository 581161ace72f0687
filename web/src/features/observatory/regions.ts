import { language } from '@/shared/words/language'

type Option = { value: string; label: string }

const spoken = ['en', 'en-GB', 'en-US', 'de', 'de-AT', 'de-CH', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'tr', 'ja', 'zh']

/** What this browser knows, and what is set already even if the browser does not know it. */
const withPresent = (known: readonly string[], present: string) => [...new Set([present, ...known])].toSorted()

export const zones = (present: string): readonly string[] => withPresent(Intl.supportedValuesOf('timeZone'), present)

export function currencies(present: string): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return withPresent(Intl.supportedValuesOf('currency'), present).map((value) => ({ value, label: `${value} ${names.of(value) ?? ''}`.trim() }))
}

export function locales(present: string): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: 'language' })
  return withPresent(spoken, present).map((value) => ({ value, label: names.of(value) ?? value }))
}
