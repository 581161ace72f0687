import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { chooseObservatory, chosenObservatory, rememberCsrf } from '@/shared/api/caller'
import { isProblem } from '@/shared/api/problem'

type Mirror = Answer<'/api/me', 'get'>
type Membership = Mirror['observatories'][number]
export type Role = Membership['role']

/** Who is signed in, and the observatory on screen; null there for somebody who is a member of none. */
export type Me = Omit<Mirror, 'observatory' | 'role'> & { observatory: Membership | null }

/** Null when nobody is signed in. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: whoIsHere, staleTime: 60_000 })

async function whoIsHere(): Promise<Me | null> {
  try {
    return remembered(await ask(api.GET('/api/me')))
  } catch (problem) {
    if (!isProblem(problem)) throw problem
    if (problem.status === 401) return null
    if (![403, 404].includes(problem.status) || !chosenObservatory()) throw problem
    chooseObservatory(null) // chosen once, and since then no longer theirs
    return remembered(await ask(api.GET('/api/me')))
  }
}

/** Of several observatories the first is shown until another is chosen; from then on every request names it. */
function remembered(me: Mirror): Me {
  rememberCsrf(me.csrf)
  const here = me.observatory ?? me.observatories[0] ?? null
  chooseObservatory(here && me.observatories.length > 1 ? here.id : null)
  return { ...me, observatory: here }
}

/** For screens behind sign-in, whose frame has made sure that somebody and some observatory are there. */
export function useMe(): Me & { observatory: Membership; role: Role } {
  const { data } = useSuspenseQuery(meQuery)
  if (!data?.observatory) throw new Error('This screen stands behind sign-in')
  return { ...data, observatory: data.observatory, role: data.observatory.role }
}

const ranks: readonly Role[] = ['viewer', 'approver', 'operator', 'admin', 'owner']

/** Whether a role is at least another: roles contain each other upwards. */
export const atLeast = (role: Role, wanted: Role): boolean => ranks.indexOf(role) >= ranks.indexOf(wanted)
