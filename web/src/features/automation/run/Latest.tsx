import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNews } from '@/shared/live/useNews'
import { useTimes } from '@/shared/time/times'
import { TextLink } from '@/shared/ui/links'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { latestQuery, runsKey } from './api'
import { RunRow } from './RunRow'
import { t } from './words'

/** The last runs of a rule, on its own page. */
export function Latest({ rule }: { rule: string }) {
  const times = useTimes()
  const queries = useQueryClient()
  useNews(
    () => true,
    () => void queries.invalidateQueries({ queryKey: runsKey }),
  )
  const { data, error } = useQuery(latestQuery(rule))
  return (
    <section className={ui.stack} aria-label={t('runs')}>
      <h2 className={parts.part}>{t('runs')}</h2>
      <ProblemAlert error={error} />
      {data?.items.length === 0 && <span className={parts.dim}>{t('none')}</span>}
      {data && data.items.length > 0 && (
        <>
          <ul className={parts.list}>
            {data.items.map((run) => (
              <RunRow key={run.id} run={run} title={times.full(run.createdAt)} />
            ))}
          </ul>
          <TextLink to="/runs" search={{ rule }} className={ui.start}>
            {t('allItsRuns')}
          </TextLink>
        </>
      )}
    </section>
  )
}
