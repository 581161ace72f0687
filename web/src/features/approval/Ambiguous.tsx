import { Alert, Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { atLeast, useMe } from '@/shared/session/me'
import { Refusal } from '@/shared/session/StepUp'
import { Moment } from '@/shared/time/Moment'
import ui from '@/shared/ui/ui.module.css'
import { useDecided } from './api/approvals'
import { ambiguousQuery, type Known, settle, type Verdict } from './api/calls'
import styles from './approval.module.css'
import { t } from './words'

/** Acts of which nobody knows whether they happened: a person looks at the platform and says. */
export function Ambiguous() {
  const { data } = useInfiniteQuery(ambiguousQuery)
  if (!data?.length) return null
  return (
    <Alert color="orange" icon={<IconHelpCircle aria-hidden />} title={t('ambiguous', { count: data.length })}>
      <p className={styles.ambiguousLead}>{t('ambiguousLead')}</p>
      <ul className={styles.ambiguous}>
        {data.map((known) => (
          <Item key={known.call.id} known={known} />
        ))}
      </ul>
    </Alert>
  )
}

function Item({ known: { call, origin, sentAt, sendable } }: { known: Known }) {
  const mayAct = atLeast(useMe().role, 'operator')
  const decided = useDecided()
  const say = useMutation({ mutationFn: (verdict: Verdict) => settle(call.id, verdict), onSettled: decided })
  const verdicts: readonly Verdict[] = sendable ? ['done', 'not-done', 'send-again'] : ['done', 'not-done']
  return (
    <li>
      <div>
        <strong>
          {call.platform}/{call.action}
        </strong>{' '}
        {origin.name} {sentAt && <Moment at={sentAt} />}
      </div>
      <Refusal error={say.error} onStepUp={() => say.variables && say.mutate(say.variables)} />
      {mayAct && (
        <div className={ui.row}>
          {verdicts.map((verdict) => (
            <Button key={verdict} size="xs" variant="default" loading={say.isPending && say.variables === verdict} onClick={() => say.mutate(verdict)}>
              {t(`verdict.${verdict}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}
