import { NativeSelect } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useNews } from '@/shared/live/useNews'
import { Empty } from '@/shared/ui/Empty'
import { ButtonLink, TextLink } from '@/shared/ui/links'
import { More } from '@/shared/ui/More'
import { Page } from '@/shared/ui/Page'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { namesQuery, useRuleName } from '../names'
import { runsKey, runsQuery } from './api'
import styles from './run.module.css'
import { RunRow } from './RunRow'
import { states } from './state'
import { t } from './words'

const route = getRouteApi('/inside/runs')

/** What rules did, the newest first. */
export function RunsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  useNews(
    () => true,
    () => void queries.invalidateQueries({ queryKey: runsKey }),
  )
  const rules = useQuery(namesQuery).data?.items ?? []
  const nameOf = useRuleName()
  const { data, error, refetch, ...pages } = useInfiniteQuery(runsQuery(search))
  const choose = (name: 'rule' | 'state', value: string) =>
    void navigate({ search: ({ [name]: _, ...rest }) => (value ? { ...rest, [name]: value } : rest), replace: true })
  return (
    <Page
      title={t('runs')}
      lead={t('lead')}
      actions={
        <ButtonLink to="/runs/given-up" variant="default">
          {t('givenUp')}
        </ButtonLink>
      }
    >
      <TextLink to="/rules" className={ui.start}>
        {t('allRules')}
      </TextLink>
      <div className={styles.filters}>
        <NativeSelect
          label={t('rule')}
          value={search.rule ?? ''}
          data={[{ value: '', label: t('any') }, ...rules.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => choose('rule', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('state')}
          value={search.state ?? ''}
          data={[{ value: '', label: t('any') }, ...states.map((state) => ({ value: state, label: t(`state.${state}`) }))]}
          onChange={(event) => choose('state', event.currentTarget.value)}
        />
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={4} height={70} />}
      {data && data.length > 0 && (
        <ul className={parts.list}>
          {data.map((run) => (
            <RunRow key={run.id} run={run} title={nameOf(run.rule)} />
          ))}
        </ul>
      )}
      <More pages={pages} />
      {data?.length === 0 && (
        <Empty icon={<IconHistory size={32} />} title={t('none')}>
          {t('noneLead')}
        </Empty>
      )}
    </Page>
  )
}
