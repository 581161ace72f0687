import { Button } from '@mantine/core'
import { IconActivity, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useLive } from '@/shared/live/useLive'
import { ButtonLink } from '@/shared/ui/links'
import { atLeast, useMe } from '@/shared/session/me'
import { Empty } from '@/shared/ui/Empty'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import styles from './activity.module.css'
import { activityKey, activityQuery } from './api/list'
import { Days } from './Days'
import { FilterBar } from './FilterBar'
import { isFiltered } from './filters'
import { LogTools } from './LogTools'
import { useFeed } from './useFeed'
import { t } from './words'

const route = getRouteApi('/inside/activity')

export function ActivityPage() {
  const { open, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(activityQuery(filters))
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const newest = () => queries.resetQueries({ queryKey: activityKey })
  const feed = useFeed({ filters, atTop: (data?.pages.length ?? 0) <= 1, refresh: () => void refetch() })
  const alive = useLive(feed.hear)
  return (
    <Page
      title={t('activity')}
      lead={t('lead')}
      actions={
        <>
          <span className={styles.line} data-state={feed.paused ? 'paused' : alive ? 'live' : 'lost'} role="status">
            {t(feed.paused ? 'paused' : alive ? 'live' : 'lost')}
          </span>
          <Button
            variant="default"
            leftSection={feed.paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
            onClick={() => {
              if (feed.paused) void newest()
              feed.toggle()
            }}
          >
            {feed.paused ? t('resume') : t('pause')}
          </Button>
          <LogTools filters={filters} />
        </>
      }
    >
      <FilterBar filters={filters} onChange={(next) => void navigate({ search: next, replace: true })} />
      <div aria-live="polite" className={styles.fresh}>
        {feed.unseen > 0 && (
          <Button
            size="compact-md"
            variant="light"
            onClick={() => {
              feed.seen()
              void newest()
            }}
          >
            {t('newOnes', { count: feed.unseen })}
          </Button>
        )}
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={8} height={60} />}
      <Days
        items={items}
        open={open}
        onOpen={(id) => void navigate({ search: id ? { ...filters, open: id } : filters, replace: true })}
      />
      {data && items.length === 0 && <Nothing filtered={isFiltered(filters)} />}
      {hasNextPage && (
        <Button variant="default" className={styles.more} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {items.length > 0 && !hasNextPage && <span className={styles.end}>{t('end')}</span>}
    </Page>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  const mayConnect = atLeast(useMe().role, 'admin')
  const icon = <IconActivity size={32} />
  if (filtered)
    return (
      <Empty icon={icon} title={t('noMatch')}>
        {t('noMatchLead')}
      </Empty>
    )
  return (
    <Empty
      icon={icon}
      title={t('none')}
      action={
        mayConnect && <ButtonLink to="/connections/new">
          {t('connect')}
        </ButtonLink>
      }
    >
      {t('noneLead')}
    </Empty>
  )
}
