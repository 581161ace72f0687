import { IconActivity, IconBolt, IconChecks, IconPlug, IconSettings, type Icon } from '@tabler/icons-react'
import type { t } from './words'

export type Place = { to: '/' | '/connections' | '/rules' | '/activity' | '/settings'; words: Parameters<typeof t>[0]; key: string; icon: Icon; also?: readonly string[] }

/** Where one can go, in the order of the menu; `g` and then `key` goes there. `also` names other paths that belong to it. */
export const places: readonly Place[] = [
  { to: '/', words: 'approvals', key: 'h', icon: IconChecks, also: ['/act'] },
  { to: '/connections', words: 'connections', key: 'c', icon: IconPlug },
  { to: '/rules', words: 'rules', key: 'r', icon: IconBolt, also: ['/runs', '/hooks'] },
  { to: '/activity', words: 'activity', key: 'l', icon: IconActivity },
  { to: '/settings', words: 'settings', key: 's', icon: IconSettings },
]
