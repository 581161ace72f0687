import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useNews } from '@/shared/live/useNews'
import { Empty } from '@/shared/ui/Empty'
import { ButtonLink } from '@/shared/ui/links'
import { More } from '@/shared/ui/More'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { Ambiguous } from './Ambiguous'
import { type Approval, approvalsQuery, approveSeveral, useDecided } from './api/approvals'
import styles from './approval.module.css'
import { ApprovalCard } from './ApprovalCard'
import type { Asked } from './Decide'
import { useCardKeys } from './useCardKeys'
import { t } from './words'

const route = getRouteApi('/inside/')

/** The home: what waits for a person, soonest deadline first. */
export function ApprovalsPage() {
  const { show } = route.useSearch()
  const pending = show !== 'history'
  const decided = useDecided()
  useNews(
    ({ data }) => data.includes('"approval"'),
    () => void decided(),
  )
  const { data, error, refetch, dataUpdatedAt, ...pages } = useInfiniteQuery(approvalsQuery(pending ? 'pending' : undefined))
  const shown = pending ? data?.toSorted(soonest) : data?.filter(({ state }) => state !== 'pending')
  return (
    <Page title={t('approvals')} lead={pending ? <Lead /> : t('historyLead')}>
      <nav className={ui.row} aria-label={t('which')}>
        <Link to="/" className={styles.which} activeOptions={{ exact: true, includeSearch: true }} search={{}} aria-current={pending ? 'page' : undefined}>
          {t('pending')}
        </Link>
        <Link to="/" className={styles.which} search={{ show: 'history' }} aria-current={pending ? undefined : 'page'}>
          {t('history')}
        </Link>
      </nav>
      {pending && <Ambiguous />}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={320} />}
      {shown && shown.length > 0 && <Cards approvals={shown} heardAt={dataUpdatedAt} pending={pending} />}
      {shown?.length === 0 && (
        <Empty icon={<IconChecks size={32} />} title={t(pending ? 'nothing' : 'noHistory')} action={pending && <ButtonLink to="/act" variant="default">{t('act')}</ButtonLink>}>
          {t(pending ? 'nothingLead' : 'noHistoryLead')}
        </Empty>
      )}
      <More pages={pages} />
    </Page>
  )
}

/** Keys are of no use where there is no keyboard. */
function Lead() {
  return (
    <>
      {t('approvalsLead')} <span className={styles.keys}>{t('approvalsKeys')}</span>
    </>
  )
}

const soonest = (one: Approval, other: Approval): number => one.expiresAt.localeCompare(other.expiresAt)

function Cards({ approvals, heardAt, pending }: { approvals: readonly Approval[]; heardAt: number; pending: boolean }) {
  const [at, setAt] = useState(0)
  const [asked, ask] = useState<Asked | null>(null)
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set())
  const current = approvals[Math.min(at, approvals.length - 1)]
  const low = approvals.filter(({ risk, may }) => pending && risk === 'low' && may.decide)
  useCardKeys(
    (by) => setAt(Math.max(0, Math.min(approvals.length - 1, at + by))),
    (what) => current?.may.decide && ask({ id: current.id, what }),
  )
  return (
    <>
      {low.length > 1 && <Several approvals={low.filter(({ id }) => ticked.has(id))} all={low} onTick={(ids) => tick(new Set(ids))} />}
      {approvals.map((approval) => (
        <ApprovalCard
          key={`${approval.id} ${approval.version}`}
          approval={approval}
          heardAt={heardAt}
          current={pending && approval.id === current?.id}
          asked={asked?.id === approval.id ? asked : null}
          onAsk={(what) => ask(what && { id: approval.id, what })}
          {...(low.length > 1 && low.includes(approval)
            ? {
                ticked: ticked.has(approval.id),
                onTick: (on: boolean) => tick(new Set(on ? [...ticked, approval.id] : [...ticked].filter((id) => id !== approval.id))),
              }
            : {})}
        />
      ))}
    </>
  )
}

/** Only what is of low risk is approved together; what could not be is named. */
function Several({ approvals, all, onTick }: { approvals: readonly Approval[]; all: readonly Approval[]; onTick: (ids: readonly string[]) => void }) {
  const decided = useDecided()
  const yes = useMutation({ mutationFn: () => approveSeveral(approvals), onSettled: decided })
  const refused = yes.data?.filter(({ code }) => code) ?? []
  return (
    <div className={styles.several} role="group" aria-label={t('together')}>
      <Button size="xs" variant="default" onClick={() => onTick(all.map(({ id }) => id))}>
        {t('tickAll', { count: all.length })}
      </Button>
      <Button size="xs" disabled={approvals.length === 0} loading={yes.isPending} onClick={() => yes.mutate()}>
        {t('approveTicked', { count: approvals.length })}
      </Button>
      <span role="status" className={styles.small}>
        {refused.map(({ detail }) => detail).join(' ')}
      </span>
      <ProblemAlert error={yes.error} />
    </div>
  )
}
