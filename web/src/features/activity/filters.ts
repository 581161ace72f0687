import type { Activity } from './api/list'

export const types = [
  'post',
  'email',
  'message',
  'crm_update',
  'sync',
  'read',
  'connection',
  'access',
  'approval',
  'automation',
  'system',
] as const satisfies readonly Activity['type'][]

export const statuses = ['success', 'failed', 'pending'] as const satisfies readonly Activity['status'][]

/** What the address says: which rows, and which one is open. Days are the observatory's own, as the date inputs give them. */
export type ActivitySearch = {
  type?: Activity['type']
  status?: Activity['status']
  integration?: string
  call?: string
  q?: string
  from?: string
  to?: string
  open?: string
}

/** Reads an address; what makes no sense in it is left out. */
export function activitySearch(search: Record<string, unknown>): ActivitySearch {
  return withoutBlanks({
    type: types.find((type) => type === search.type),
    status: statuses.find((status) => status === search.status),
    integration: text(search.integration),
    call: id(search.call),
    q: text(search.q),
    from: day(search.from),
    to: day(search.to),
    open: text(search.open),
  })
}

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined)
const id = (value: unknown) => (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined)
const day = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined

function withoutBlanks(search: { [K in keyof ActivitySearch]: ActivitySearch[K] | undefined }): ActivitySearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}

export type Filters = Omit<ActivitySearch, 'open'>

/** As the server takes them: a day runs from its first moment to the first of the next, where this browser is. */
export function asQuery({ from, to, ...rest }: Filters): Record<string, string> {
  return {
    ...rest,
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(to ? { to: dayAfter(to).toISOString() } : {}),
  }
}

function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + 1)
  return date
}

export const isFiltered = (filters: Filters): boolean => Object.keys(filters).some((key) => key !== 'open')
