import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { usePlatformName } from '@/shared/api/platforms'
import type { Json } from '@/shared/schema/schema'
import { TextLink } from '@/shared/ui/links'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { type Mood, Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { useActionTitle } from './actionTitle'
import { type Approval, approvalQuery, type State } from './api/approvals'
import styles from './approval.module.css'
import { Countdown } from './Countdown'
import { type Asked, Decide, type What } from './Decide'
import { Decided } from './Decided'
import { WhatWillHappen } from './WhatWillHappen'
import { Why } from './Why'
import { t } from './words'

const moods: Readonly<Record<State, Mood>> = { pending: 'wait', approved: 'good', rejected: 'bad', expired: 'plain', cancelled: 'plain' }

type Props = {
  approval: Approval
  heardAt: number
  current: boolean
  asked: Asked | null
  onAsk: (what: What | null) => void
  ticked?: boolean
  onTick?: (ticked: boolean) => void
}

/** One act that waits: who wants what, why, how sure, what exactly will happen, until when; and the decision. */
export function ApprovalCard({ approval: listed, heardAt, current, asked, onAsk, ticked, onTick }: Props) {
  const card = useRef<HTMLElement>(null)
  const whole = useQuery(approvalQuery(listed)).data
  const approval = whole ? { ...listed, edits: whole.edits, original: whole.original } : listed
  const platform = usePlatformName()(approval.platform)
  const { origin, account, risk, state, cost, currency, expiresAt, now, runId } = approval
  const title = useActionTitle(approval.platform, approval.action) ?? approval.title
  useEffect(() => {
    if (current) card.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <article ref={card} className={`${ui.card} ${styles.approval}`} data-current={current || undefined} aria-label={title}>
      <header className={styles.approvalHead}>
        {onTick && <Checkbox aria-label={t('tick', { title })} checked={ticked ?? false} onChange={(event) => onTick(event.currentTarget.checked)} />}
        <PlatformLogo platform={approval.platform} name={platform} />
        <div className={styles.approvalName}>
          <h2 className={styles.title}>{title}</h2>
          <span className={styles.small}>
            {t(`origin.${known(origin.kind)}`, { name: origin.name })} · {platform} {account}
            {Number(cost) > 0 && ` · ${t('costs', { amount: `${cost} ${currency}` })}`}{' '}
            {runId && (
              <TextLink to="/runs/$id" params={{ id: runId }}>
                {t('seeRun')}
              </TextLink>
            )}
          </span>
        </div>
        <div className={ui.row}>
          <Tone mood={risk === 'high' ? 'bad' : risk === 'medium' ? 'warn' : 'good'}>{t(`risk.${risk as 'low'}`)}</Tone>
          {state === 'pending' ? (
            <Countdown expiresAt={expiresAt} now={now} heardAt={heardAt} />
          ) : (
            <Tone mood={moods[state as State]}>{t(`state.${state as State}`)}</Tone>
          )}
        </div>
      </header>
      <div className={styles.halves}>
        <Why approval={approval} />
        <WhatWillHappen heading={t('what')} input={approval.input as Json} original={approval.original as Json | null | undefined} />
      </div>
      {state === 'pending' ? <Decide approval={approval} asked={asked} onAsk={onAsk} /> : <Decided approval={approval} />}
    </article>
  )
}

const known = (kind: string): 'person' | 'service' | 'agent' | 'rule' =>
  (['person', 'service', 'agent', 'rule'] as const).find((one) => one === kind) ?? 'service'
