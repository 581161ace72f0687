import { catalogue } from '@/shared/words/catalogue'

export const t = catalogue('schema', {
  missing: 'This is needed.',
  tooFew: { one: 'At least {count} is needed.', other: 'At least {count} are needed.' },
  tooMany: { one: 'At most {count} is allowed.', other: 'At most {count} are allowed.' },
  tooShort: { one: 'At least {count} character.', other: 'At least {count} characters.' },
  tooLong: { one: 'At most {count} character.', other: 'At most {count} characters.' },
  wrongForm: 'This does not have the form that is asked for.',
  tooSmall: 'Not less than {least}.',
  tooLarge: 'Not more than {most}.',
  notWhole: 'A whole number.',
  oneEachLine: '{description} One on each line.',
  addNamed: 'Add: {name}',
  removeNamed: 'Remove {name} {number}',
  leaveOut: 'Leave it out',
  example: 'Such as {example}',
})
