import { Alert, Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { problemWords } from '@/shared/api/problem'
import { usePlatformName } from '@/shared/api/platforms'
import type { Json } from '@/shared/schema/schema'
import { atLeast, useMe } from '@/shared/session/me'
import { Refusal } from '@/shared/session/StepUp'
import { Moment } from '@/shared/time/Moment'
import { TextLink } from '@/shared/ui/links'
import ui from '@/shared/ui/ui.module.css'
import { useActionTitle } from './actionTitle'
import { useDecided } from './api/approvals'
import { ambiguousQuery, type Known, settle, type Verdict } from './api/calls'
import styles from './approval.module.css'
import { WhatWillHappen } from './WhatWillHappen'
import { t } from './words'

/** Acts of which nobody knows whether they happened: a person looks at the platform and says. */
export function Ambiguous() {
  const { data } = useInfiniteQuery(ambiguousQuery)
  if (!data?.length) return null
  return (
    <Alert color="orange" icon={<IconHelpCircle aria-hidden />} title={<h2 className={styles.ambiguousTitle}>{t('ambiguous', { count: data.length })}</h2>}>
      <p className={styles.ambiguousLead}>{t('ambiguousLead')}</p>
      <ul className={styles.ambiguous}>
        {data.map((known) => (
          <Item key={known.call.id} known={known} />
        ))}
      </ul>
    </Alert>
  )
}

/** What one needs to find it at the platform: what was sent, for whom, when, and what is known of its end. */
function Item({ known: { call, input, origin, sentAt, sendable } }: { known: Known }) {
  const mayAct = atLeast(useMe().role, 'operator')
  const title = useActionTitle(call.platform, call.action)
  const platform = usePlatformName()(call.platform)
  const decided = useDecided()
  const say = useMutation({ mutationFn: (verdict: Verdict) => settle(call.id, verdict), onSettled: decided })
  const verdicts: readonly Verdict[] = sendable ? ['done', 'not-done', 'send-again'] : ['done', 'not-done']
  const trouble = problemWords(call.problem)
  return (
    <li>
      <div>
        <strong>{title ?? call.action}</strong> · {platform} · {origin.name} {sentAt && <Moment at={sentAt} />}{' '}
        <TextLink c="inherit" to="/activity" search={{ call: call.id }}>
          {t('seeLog')}
        </TextLink>
      </div>
      {trouble && <div>{trouble}</div>}
      <WhatWillHappen heading={t('sent')} input={input as Json} />
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
