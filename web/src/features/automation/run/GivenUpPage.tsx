import { Button } from '@mantine/core'
import { IconMoodCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { atLeast, useMe } from '@/shared/session/me'
import { Moment } from '@/shared/time/Moment'
import { Empty } from '@/shared/ui/Empty'
import { TextLink } from '@/shared/ui/links'
import { More } from '@/shared/ui/More'
import { Page } from '@/shared/ui/Page'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { type DeadLetter, deadLettersQuery, revive, runsKey } from './api'
import { Data } from './RunSteps'
import { t } from './words'

/** Work that Jarvis tried in vain and put aside, so that somebody looks at it. */
export function GivenUpPage() {
  const { data, error, refetch, ...pages } = useInfiniteQuery(deadLettersQuery)
  return (
    <Page title={t('givenUp')} lead={t('givenUpLead')}>
      <TextLink to="/runs" className={ui.start}>
        {t('allRuns')}
      </TextLink>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={120} />}
      {data?.map((letter) => (
        <Letter key={letter.id} letter={letter} />
      ))}
      <More pages={pages} />
      {data?.length === 0 && (
        <Empty icon={<IconMoodCheck size={32} />} title={t('nothingGivenUp')}>
          {t('nothingGivenUpLead')}
        </Empty>
      )}
    </Page>
  )
}

function Letter({ letter: { id, kind, attempts, crashAttempts, deadAt, errors, payload } }: { letter: DeadLetter }) {
  const queries = useQueryClient()
  const mayReplay = atLeast(useMe().role, 'operator')
  const again = useMutation({ mutationFn: () => revive(id), onSuccess: () => queries.invalidateQueries({ queryKey: runsKey }) })
  return (
    <article className={ui.card} aria-label={kind}>
      <h2 className={parts.part}>{kind}</h2>
      <div className={parts.facts}>
        <Moment at={deadAt} />
        <span>{t('attempts', { count: attempts + crashAttempts })}</span>
      </div>
      <Data name={t('errors')} value={errors} />
      <Data name={t('payload')} value={payload} />
      <ProblemAlert error={again.error} />
      {mayReplay && (
        <Button size="xs" variant="default" className={ui.start} loading={again.isPending} onClick={() => again.mutate()}>
          {t('tryAgain')}
        </Button>
      )}
    </article>
  )
}
