import type { Translation } from '@/shared/words/catalogue'
import type { t } from './words'

export const german: Translation<typeof t> = {
  missing: 'Das wird gebraucht.',
  tooFew: { one: 'Mindestens {count} wird gebraucht.', other: 'Mindestens {count} werden gebraucht.' },
  tooMany: { one: 'Höchstens {count} ist erlaubt.', other: 'Höchstens {count} sind erlaubt.' },
  tooShort: { one: 'Mindestens {count} Zeichen.', other: 'Mindestens {count} Zeichen.' },
  tooLong: { one: 'Höchstens {count} Zeichen.', other: 'Höchstens {count} Zeichen.' },
  wrongForm: 'Das hat nicht die verlangte Form.',
  tooSmall: 'Nicht weniger als {least}.',
  tooLarge: 'Nicht mehr als {most}.',
  notWhole: 'Eine ganze Zahl.',
  oneEachLine: '{description} Eines in jeder Zeile.',
  addNamed: 'Hinzufügen: {name}',
  removeNamed: '{name} {number} entfernen',
  leaveOut: 'Weglassen',
  example: 'Etwa {example}',
}
