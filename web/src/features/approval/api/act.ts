import { api, ask } from '@/shared/api/client'
import type { Json } from '@/shared/schema/schema'

type Wanted = { platform: string; action: string; account: string; input: Readonly<Record<string, Json>> }

/** What would happen outside, and what the policy says to it; nothing is changed. */
export type Rehearsal = { effects: readonly Effect[]; decision: { decision: string; line: string; reason: string } }
export type Effect = { title: string; effect: string; risk: string; cost: string; currency: string; account: string }

export const rehearse = async ({ platform, action, account, input }: Wanted): Promise<Rehearsal> =>
  (await ask(
    api.POST('/api/{platform}/{action}', {
      params: { path: { platform, action }, query: { account, dryRun: true } },
      body: input as never,
    }),
  )) as unknown as Rehearsal

/** Does it. The key makes a second click, or an answer lost on the way, no second act. */
export const act = ({ platform, action, account, input, key }: Wanted & { key: string }) =>
  ask(
    api.POST('/api/{platform}/{action}', {
      params: { path: { platform, action }, query: { account }, header: { 'Idempotency-Key': key } },
      body: input as never,
    }),
  )
