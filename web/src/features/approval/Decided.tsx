import { Moment } from '@/shared/time/Moment'
import type { Approval } from './api/approvals'
import styles from './approval.module.css'
import { t } from './words'

/** Who said what, and when; also the votes and edits on the way there. */
export function Decided({ approval: { votes, edits, decidedAt, decidedHow, decisionReason } }: { approval: Approval }) {
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
          {t('decided', { how: decidedHow ?? '' })} <Moment at={decidedAt} />
        </li>
      )}
      {decisionReason && <li>{decisionReason}</li>}
    </ul>
  )
}
