/** The languages this dashboard speaks, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const key = 'jarvis-language'
const known = (language: string | null | undefined): language is Language => language !== null && language !== undefined && language in languages

function stored(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function spoken(): Language {
  if (typeof document === 'undefined') return 'en'
  const asked = navigator.languages.map((tag) => tag.split('-')[0])
  return [stored(), ...asked].find(known) ?? 'en'
}

/** Chosen in this browser, or else what the browser prefers. It holds until the page is loaded anew. */
export const language: Language = spoken()

/** How the reader writes times: their browser's form of the language, such as en-GB, else the language's own. */
export const locale: string = readersOwn()

function readersOwn(): string {
  if (typeof navigator === 'undefined') return language
  return navigator.languages?.find((tag) => tag.split('-')[0] === language) ?? language
}

export function chooseLanguage(next: Language): void {
  try {
    localStorage.setItem(key, next)
  } catch {
    return // storage is closed: the browser's own preference holds
  }
  location.reload()
}
