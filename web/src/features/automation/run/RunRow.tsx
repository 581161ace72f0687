import { problemWords } from '@/shared/api/problem'
import { Moment } from '@/shared/time/Moment'
import { useTimes } from '@/shared/time/times'
import { TextLink } from '@/shared/ui/links'
import parts from '@/shared/ui/parts.module.css'
import { Tone } from '@/shared/ui/Tone'
import type { RunItem } from './api'
import styles from './run.module.css'
import { moodOf, startedBy, stateOf } from './state'
import { t } from './words'

/** One run: of which rule, why it began, how long it took, how it ended. */
export function RunRow({ run, title }: { run: RunItem; title: string }) {
  const { id, state, createdAt, finishedAt, waitsFor, problem } = run
  const times = useTimes()
  const trouble = problemWords(problem)
  return (
    <li className={parts.row}>
      <div className={parts.rowMain}>
        <TextLink to="/runs/$id" params={{ id }} inherit c="inherit" fw={600} underline="hover">
          {title}
        </TextLink>
        <div className={parts.facts}>
          <Moment at={createdAt} />
          <span>{startedBy(run.startedBy)}</span>
          {finishedAt && <span>{t('took', { span: times.span(createdAt, finishedAt) })}</span>}
          {waitsFor && <span>{t('waitsFor', { what: waitsFor })}</span>}
        </div>
        {trouble && <div className={styles.trouble}>{trouble}</div>}
      </div>
      <Tone mood={moodOf(state)}>{t(`state.${stateOf(state)}`)}</Tone>
    </li>
  )
}
