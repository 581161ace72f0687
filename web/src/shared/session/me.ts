import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { chooseObservatory, chosenObservatory, rememberCsrf } from '@/shared/api/caller'
import { isProblem } from '@/shared/api/problem'

export type Me = Answer<'/api/me', 'get'>
export type Role = Me['role']

/** Who is signed in; null when nobody is. */
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

function remembered(me: Me): Me {
  rememberCsrf(me.csrf)
  return me
}

/** For screens behind sign-in, whose route has made sure somebody is there. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery)
  if (!data) throw new Error('This screen stands behind sign-in')
  return data
}

const ranks: readonly Role[] = ['viewer', 'approver', 'operator', 'admin', 'owner']

/** Whether a role is at least another: roles contain each other upwards. */
export const atLeast = (role: Role, wanted: Role): boolean => ranks.indexOf(role) >= ranks.indexOf(wanted)
