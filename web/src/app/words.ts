import { catalogue } from '@/shared/words/catalogue'

export const t = catalogue({
  jarvis: 'Jarvis',
  connections: 'Connections',
  activity: 'Activity',
  settings: 'Settings',
  navigation: 'Main',
  skip: 'Skip to the content',
  signOut: 'Sign out',
  account: 'Account of {name}',
  observatory: 'Observatory',
  dark: 'Use dark colours',
  light: 'Use light colours',
  homeless: 'You belong to no observatory',
  homelessLead: 'Ask an admin to invite you to theirs.',
  lostTitle: 'There is nothing here',
  lost: 'The address may be mistyped, or what stood here is gone.',
  home: 'Go to connections',
  trouble: 'This page could not be shown',
})
