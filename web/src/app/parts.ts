import type { t } from './words'

type To =
  | '/settings/observatory'
  | '/settings/people'
  | '/settings/policy'
  | '/settings/keys'
  | '/settings/apps'
  | '/settings/passkeys'
  | '/settings/sessions'
  | '/settings/appearance'

/** The parts of the settings: the observatory's first, then one's own. */
export const parts: ReadonlyArray<{ to: To; words: Parameters<typeof t>[0] }> = [
  { to: '/settings/observatory', words: 'observatory' },
  { to: '/settings/people', words: 'people' },
  { to: '/settings/policy', words: 'policy' },
  { to: '/settings/keys', words: 'keys' },
  { to: '/settings/apps', words: 'apps' },
  { to: '/settings/passkeys', words: 'passkeys' },
  { to: '/settings/sessions', words: 'sessions' },
  { to: '/settings/appearance', words: 'appearance' },
]
