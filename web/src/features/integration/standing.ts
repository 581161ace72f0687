import type { Connection } from '@/shared/api/connected'
import type { Mood } from '@/shared/ui/Tone'

export type Standing =
  | 'connected'
  | 'expiring'
  | 'degraded'
  | 'pending'
  | 'disconnected'
  | 'needs_reauth'
  | 'scope_missing'
  | 'app_misconfigured'
  | 'error'

const moods: Record<Standing, Mood> = {
  connected: 'good',
  expiring: 'warn',
  degraded: 'warn',
  pending: 'wait',
  disconnected: 'plain',
  needs_reauth: 'bad',
  scope_missing: 'bad',
  app_misconfigured: 'bad',
  error: 'bad',
}

/** Status, reason and condition as the one thing a person wants to know. */
export function standing({ status, reason, condition }: Pick<Connection, 'status' | 'reason' | 'condition'>): Standing {
  const said = status === 'error' ? reason : status === 'connected' ? condition : status
  return said && said in moods ? (said as Standing) : status
}

export const mood = (standing: Standing): Mood => moods[standing]

type Scoped = Pick<Connection, 'grantedScopes' | 'neededScopes'>

/** Scopes that actions need and the account has not granted. Keys carry no scopes: none are granted and none are missing. */
export const missingScopes = ({ grantedScopes, neededScopes }: Scoped) =>
  grantedScopes.length === 0 ? [] : neededScopes.filter((scope) => !grantedScopes.includes(scope))
