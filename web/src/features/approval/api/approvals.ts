import { type InfiniteData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { paged } from '@/shared/api/paged'
import { approvalsKey } from '@/shared/api/waiting'
import type { Json } from '@/shared/schema/schema'

export type Approval = Answer<'/api/approvals/{id}', 'get'>
export type State = 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled'

export const approvalsQuery = (status: State | undefined) =>
  paged<Approval>([...approvalsKey, 'list', status ?? 'all'], (query) =>
    ask(api.GET('/api/approvals', { params: { query: { ...query, ...(status ? { status } : {}) } } })),
  )

/** One whole: lists leave out what it was before an edit. Another version is another answer. */
export const approvalQuery = ({ id, version }: Approval) =>
  queryOptions({
    queryKey: [...approvalsKey, 'one', id, version],
    queryFn: () => ask(api.GET('/api/approvals/{id}', { params: { path: { id } } })),
    staleTime: 60_000,
  })

/** What one saw is what one decides: the version goes along, and the server refuses when it is another by now. */
const seen = ({ id, version }: Approval) => ({ params: { path: { id }, header: { 'If-Match': String(version) } } })

const said = (reason: string) => ({ body: reason ? { reason } : {} })

export const approve = (approval: Approval, reason = '') =>
  ask(api.POST('/api/approvals/{id}/approve', { ...seen(approval), ...said(reason) }))

export const reject = (approval: Approval, reason: string) =>
  ask(api.POST('/api/approvals/{id}/reject', { ...seen(approval), ...said(reason) }))

export const cancel = (approval: Approval) => ask(api.POST('/api/approvals/{id}/cancel', { ...seen(approval), ...said('') }))

export const delegate = (approval: Approval, to: string) =>
  ask(api.POST('/api/approvals/{id}/delegate', { ...seen(approval), body: { to } }))

export const edit = (approval: Approval, input: Readonly<Record<string, Json>>) =>
  ask(api.PATCH('/api/approvals/{id}', { ...seen(approval), body: { input: input as never } }))

export const approveSeveral = (approvals: readonly Approval[]) =>
  ask(api.POST('/api/approvals/approve', { body: { items: approvals.map(({ id, version }) => ({ id, version })) } }))

type Pages = InfiniteData<{ items: readonly Approval[] }>

/** What is over by the answer itself leaves the list at once; the rest is asked for anew. */
export function useAnswered(): (answer: Approval) => void {
  const queries = useQueryClient()
  return ({ id, state }) => {
    if (state === 'pending') return
    queries.setQueryData<Pages>(approvalsQuery('pending').queryKey, (old) => old && { ...old, pages: old.pages.map((page) => without(page, id)) })
  }
}

const without = <P extends { items: readonly Approval[] }>(page: P, gone: string): P => ({ ...page, items: page.items.filter(({ id }) => id !== gone) })

/** After any decision, also one that somebody else was quicker with: what holds now is asked for anew. */
export function useDecided(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: approvalsKey })
}
