import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { problemWords } from '@/shared/api/problem'
import { useNews } from '@/shared/live/useNews'
import type { Json } from '@/shared/schema/schema'
import { atLeast, useMe } from '@/shared/session/me'
import { useTimes } from '@/shared/time/times'
import { Fact, Facts } from '@/shared/ui/Facts'
import { TextLink } from '@/shared/ui/links'
import { Page } from '@/shared/ui/Page'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { useRuleName } from '../names'
import { runQuery, runsKey, type WholeRun } from './api'
import { ReplayDialog } from './ReplayDialog'
import styles from './run.module.css'
import { Data, RunSteps } from './RunSteps'
import { moodOf, startedBy, stateOf } from './state'
import { t } from './words'

const route = getRouteApi('/inside/runs/$id')

/** One run whole: why it began, each step with what went in and came out, and the way to do it again. */
export function RunPage() {
  const { id } = route.useParams()
  const queries = useQueryClient()
  useNews(
    () => true,
    () => void queries.invalidateQueries({ queryKey: runsKey }),
  )
  const { data, error, refetch } = useQuery({
    ...runQuery(id),
    refetchInterval: (query) => (query.state.data?.run.finishedAt ? false : 2_000),
  })
  const nameOf = useRuleName()
  return (
    <Page title={data ? t('runOf', { name: nameOf(data.run.rule) }) : t('run')}>
      <TextLink to="/runs" className={ui.start}>
        {t('allRuns')}
      </TextLink>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={3} height={140} />}
      {data && <Whole key={id} whole={data} ruleName={nameOf(data.run.rule)} />}
    </Page>
  )
}

type From = { step?: string; input: Json }

function Whole({ whole, ruleName }: { whole: WholeRun; ruleName: string }) {
  const { run, trigger, output, steps } = whole
  const [from, replayFrom] = useState<From | null>(null)
  const mayReplay = atLeast(useMe().role, 'operator') && Boolean(run.finishedAt)
  return (
    <>
      <section className={ui.card} aria-label={t('run')}>
        <div className={ui.row}>
          <Tone mood={moodOf(run.state)}>{t(`state.${stateOf(run.state)}`)}</Tone>
          {mayReplay && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={() => replayFrom({ input: trigger as Json })}
            >
              {t('replayWhole')}
            </Button>
          )}
        </div>
        <About run={run} ruleName={ruleName} />
        <Data name={t('trigger')} value={trigger} />
        <Data name={t('output')} value={output} />
      </section>
      <h2 className={parts.part}>{t('steps')}</h2>
      <RunSteps
        steps={steps}
        none={t('noSteps')}
        {...(mayReplay ? { onReplay: (step: string, input: unknown) => replayFrom({ step, input: (input ?? null) as Json }) } : {})}
      />
      {from && <ReplayDialog run={run.id} {...from} onClose={() => replayFrom(null)} />}
    </>
  )
}

function About({ run, ruleName }: { run: WholeRun['run']; ruleName: string }) {
  const times = useTimes()
  const { rule, version, createdAt, finishedAt, waitsFor, replayOf, parentRun, label, problem } = run
  const trouble = problemWords(problem)
  return (
    <>
      {trouble && <p className={styles.trouble}>{trouble}</p>}
      <Facts>
        <Fact name={t('rule')}>
          <TextLink to="/rules/$id" params={{ id: rule }}>
            {ruleName}
          </TextLink>
        </Fact>
        <Fact name={t('version')}>{String(version)}</Fact>
        <Fact name={t('why')}>{startedBy(run.startedBy)}</Fact>
        <Fact name={t('began')}>{times.full(createdAt)}</Fact>
        {finishedAt && <Fact name={t('lasted')}>{times.span(createdAt, finishedAt)}</Fact>}
        {waitsFor && <Fact name={t('waiting')}>{waitsFor}</Fact>}
        {label && <Fact name={t('label')}>{label}</Fact>}
        {replayOf && (
          <Fact name={t('replayOf')}>
            <TextLink to="/runs/$id" params={{ id: replayOf }}>
              {t('earlierRun')}
            </TextLink>
          </Fact>
        )}
        {parentRun && (
          <Fact name={t('calledBy')}>
            <TextLink to="/runs/$id" params={{ id: parentRun }}>
              {t('otherRun')}
            </TextLink>
          </Fact>
        )}
      </Facts>
    </>
  )
}
