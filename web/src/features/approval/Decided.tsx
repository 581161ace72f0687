import { Moment } from '@/shared/time/Moment'
import { TextLink } from '@/shared/ui/links'
import type { Approval } from './api/approvals'
import styles from './approval.module.css'
import { t } from './words'

/** Who said what, and when; also the votes and edits on the way there. */
export function Decided({ approval: { callId, state, votes, edits, decidedAt, decidedHow, decisionReason } }: { approval: Approval }) {
  return (
    <ul className={styles.trace}>
      {edits.map(({ name, at }) => (
        <li key={at}>
          {t('edited', { name })} <Moment at={at} />
        </li>
      ))}
      {votes.map(({ name, at }) => (
        <li key={at}>
          {t('saidYes', { name })} <Moment at={at} />
        </li>
      ))}
      {decidedAt && (
        <li>
          {t(`how.${known(decidedHow)}`)} <Moment at={decidedAt} />{' '}
          {state === 'approved' && (
            <TextLink to="/activity" search={{ call: callId }}>
              {t('seeLog')}
            </TextLink>
          )}
        </li>
      )}
      {decisionReason && <li>{decisionReason}</li>}
    </ul>
  )
}

const ways = ['session', 'step-up', 'key', 'deadline'] as const

const known = (how: string | null | undefined): (typeof ways)[number] | 'other' => ways.find((way) => way === how) ?? 'other'
