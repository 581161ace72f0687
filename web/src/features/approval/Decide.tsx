import { Button, NativeSelect, Progress, Textarea } from '@mantine/core'
import { IconCheck, IconPencil, IconUserShare, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { isProblem } from '@/shared/api/problem'
import { api, ask } from '@/shared/api/client'
import { Refusal, StepUp } from '@/shared/session/StepUp'
import { useMe } from '@/shared/session/me'
import { typed } from '@/shared/ui/form'
import { Dialog } from '@/shared/ui/Dialog'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { approve, type Approval, cancel, delegate, reject, useAnswered, useDecided } from './api/approvals'
import styles from './approval.module.css'
import { Decided } from './Decided'
import { EditDialog } from './EditDialog'
import { t } from './words'

/** What the person was asked for on one card: by a click or by a key. */
export type What = 'approve' | 'edit' | 'reject' | 'delegate'
/** A new one each time it is asked for. */
export type Asked = { id: string; what: What }

type Props = { approval: Approval; asked: Asked | null; onAsk: (what: What | null) => void }

/** Yes, no, another wording, or somebody else. The server has the last word on who may, and on which version. */
export function Decide({ approval, asked, onAsk }: Props) {
  const decided = useDecided()
  const answered = useAnswered()
  const yes = useMutation({
    mutationFn: () => approve(approval),
    onSuccess: (answer) => {
      onAsk(null)
      answered(answer)
    },
    onSettled: decided,
  })
  const back = useMutation({ mutationFn: () => cancel(approval), onSettled: decided })
  const { may, votes, needed } = approval
  const me = useMe().user.id
  const open = may.decide && !votes.some(({ user }) => user === me)
  const close = () => onAsk(null)
  const what = asked?.what
  const sayYes = useEffectEvent(() => open && !may.stepUp && yes.mutate())
  useEffect(() => {
    if (asked?.what === 'approve') sayYes()
  }, [asked])
  return (
    <footer className={styles.decide}>
      {(votes.length > 0 || approval.edits.length > 0) && <Decided approval={approval} />}
      {needed > 1 && (
        <div className={styles.progress}>
          <Progress value={(100 * votes.length) / needed} aria-label={t('votes', { count: votes.length, needed })} />
          <span className={styles.small}>{t('votes', { count: votes.length, needed })}</span>
        </div>
      )}
      {!may.decide && may.why && <span className={styles.small}>{may.why}</span>}
      <Meanwhile error={yes.error ?? back.error} onStepUp={() => yes.mutate()} />
      {what === 'approve' && open && may.stepUp && yes.isIdle && <StepUp onDone={() => yes.mutate()} />}
      <div className={styles.buttons}>
        {may.cancel && (
          <Button variant="subtle" color="gray" loading={back.isPending} onClick={() => back.mutate()}>
            {t('takeBack')}
          </Button>
        )}
        {may.decide && (
          <>
            <Button variant="subtle" color="gray" leftSection={<IconUserShare size={16} aria-hidden />} onClick={() => onAsk('delegate')}>
              {t('delegate')}
            </Button>
            <Button variant="subtle" color="red" leftSection={<IconX size={16} aria-hidden />} onClick={() => onAsk('reject')}>
              {t('reject')}
            </Button>
            <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAsk('edit')}>
              {t('edit')}
            </Button>
          </>
        )}
        {open && (
          <Button leftSection={<IconCheck size={16} aria-hidden />} loading={yes.isPending} onClick={() => onAsk('approve')}>
            {t('approve')}
          </Button>
        )}
      </div>
      {what === 'reject' && <RejectDialog approval={approval} onClose={close} />}
      {what === 'delegate' && <DelegateDialog approval={approval} onClose={close} />}
      {what === 'edit' && <EditDialog approval={approval} onClose={close} />}
    </footer>
  )
}

/** Somebody was quicker, or time was: said as what it is, and not overwritten. */
function Meanwhile({ error, onStepUp }: { error: unknown; onStepUp: () => void }) {
  const meanwhile = isProblem(error) && [409, 410, 412].includes(error.status)
  if (meanwhile) return <ProblemAlert error={error} title={t('meanwhile')} />
  return <Refusal error={error} onStepUp={onStepUp} />
}

function RejectDialog({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const decided = useDecided()
  const no = useMutation({ mutationFn: (reason: string) => reject(approval, reason), onSuccess: onClose, onSettled: decided })
  return (
    <Dialog title={t('rejectTitle')} onClose={onClose}>
      <form className={ui.stack} onSubmit={(event) => no.mutate(typed(event).reason ?? '')}>
        <strong>{approval.title}</strong>
        <Textarea name="reason" label={t('reason')} description={t('reasonHint')} maxLength={500} autosize minRows={2} autoFocus />
        <Meanwhile error={no.error} onStepUp={() => no.mutate(no.variables ?? '')} />
        <Button type="submit" color="red" className={ui.start} loading={no.isPending}>
          {t('reject')}
        </Button>
      </form>
    </Dialog>
  )
}

function DelegateDialog({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const me = useMe()
  const decided = useDecided()
  const members = useQuery({ queryKey: ['members', 'some'], queryFn: () => ask(api.GET('/api/members')) })
  const others = members.data?.items.filter(({ id, role }) => id !== me.user.id && role !== 'viewer') ?? []
  const hand = useMutation({ mutationFn: (to: string) => delegate(approval, to), onSuccess: onClose, onSettled: decided })
  return (
    <Dialog title={t('delegateTitle')} onClose={onClose}>
      <form className={ui.stack} onSubmit={(event) => hand.mutate(typed(event).to ?? '')}>
        <span>{t(others.length > 0 ? 'delegateLead' : 'nobodyElse')}</span>
        <ProblemAlert error={members.error} />
        {others.length > 0 && (
          <NativeSelect name="to" label={t('delegateTo')} data={others.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        <Meanwhile error={hand.error} onStepUp={() => hand.mutate(hand.variables ?? '')} />
        {others.length > 0 && (
          <Button type="submit" className={ui.start} loading={hand.isPending}>
            {t('delegate')}
          </Button>
        )}
      </form>
    </Dialog>
  )
}
