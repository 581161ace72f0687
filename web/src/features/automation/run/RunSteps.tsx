import { Button } from '@mantine/core'
import { problemWords } from '@/shared/api/problem'
import { useTimes } from '@/shared/time/times'
import { TextLink } from '@/shared/ui/links'
import parts from '@/shared/ui/parts.module.css'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import type { StepItem } from './api'
import styles from './run.module.css'
import { moodOf, stateOf } from './state'
import { t } from './words'

type Props = { steps: readonly StepItem[]; none: string; onReplay?: (path: string, input: unknown) => void; tried?: boolean }

/** Every step in the order it began, with what went in, what came out, and how often it was tried.
 * What was only tried out stands nowhere else. */
export function RunSteps({ steps, none, onReplay, tried }: Props) {
  if (steps.length === 0) return <p className={parts.dim}>{none}</p>
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step.path} className={styles.step}>
          <One step={step} tried={tried ?? false} />
          {onReplay && (
            <Button
              size="compact-sm"
              variant="default"
              className={ui.start}
              aria-label={t('replayNamed', { step: step.path })}
              onClick={() => onReplay(step.path, step.input)}
            >
              {t('replayFrom')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

function One({ step, tried }: { step: StepItem; tried: boolean }) {
  const times = useTimes()
  const { path, kind, state, attempt, startedAt, finishedAt, dueAt, input, output, problem } = step
  const trouble = problemWords(problem)
  return (
    <>
      <header className={styles.stepHead}>
        <code>{path}</code>
        <span className={parts.dim}>{t(`kind.${kind as 'act'}`)}</span>
        <Tone mood={moodOf(state)}>{t(`state.${stateOf(state)}`)}</Tone>
      </header>
      <div className={parts.facts}>
        <span>{times.clock(startedAt)}</span>
        {finishedAt && <span>{t('took', { span: times.span(startedAt, finishedAt) })}</span>}
        {attempt > 1 && <span>{t('attempts', { count: attempt })}</span>}
        {dueAt && !finishedAt && <span>{t('goesOn', { at: times.full(dueAt) })}</span>}
        {!tried && <Elsewhere step={step} />}
      </div>
      {trouble && <div className={styles.trouble}>{trouble}</div>}
      <Data name={t('input')} value={input} />
      <Data name={t('output')} value={output} />
    </>
  )
}

/** Where the rest of it stands: the other run, what waits for a yes, what the log says of it. */
function Elsewhere({ step: { call, kind, state } }: { step: StepItem }) {
  if (!call) return null
  if (kind === 'call_rule')
    return (
      <TextLink to="/runs/$id" params={{ id: call }}>
        {t('otherRun')}
      </TextLink>
    )
  if (state === 'waiting') return <TextLink to="/">{t('seeApprovals')}</TextLink>
  return (
    <TextLink to="/activity" search={{ call }}>
      {t('seeLog')}
    </TextLink>
  )
}

/** What a machine gave or got, folded when it is long. */
export function Data({ name, value }: { name: string; value: unknown }) {
  if (value === undefined || value === null) return null
  const text = JSON.stringify(value, null, 2)
  return (
    <details className={parts.data} open={text.length < 300}>
      <summary>{name}</summary>
      <pre tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </details>
  )
}
