import { Button } from '@mantine/core'
import { IconActivity, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useLive } from '@/shared/live/useLive'
import { ButtonLink } from '@/shared/ui/links'
import { atLeast, useMe } from '@/shared/session/me'
import { Empty } from '@/shared/ui/Empty'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import styles from './activity.module.css'
import { NearEnd } from './Chunk'
import { Days } from './Days'
import { FilterBar } from './FilterBar'
import { isFiltered } from './filters'
import { LogTools } from './LogTools'
import { mostCounted, useFeed } from './useFeed'
import { useLog } from './useLog'
import { t } from './words'

const route = getRouteApi('/inside/activity')

export function ActivityPage() {
  const { open, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, pages, more, newest } = useLog(filters)
  const some = pages.some((items) => items.length > 0)
  const onOpen = useCallback(
    (id: string | undefined) =>
      void navigate({ search: ({ open: _, ...rest }) => (id ? { ...rest, open: id } : rest), replace: true, resetScroll: false }),
    [navigate],
  )
  const feed = useFeed({ filters, atTop: pages.length <= 1, refresh: () => void (isFetchingNextPage || refetch()) })
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
            {t(feed.unseen < mostCounted ? 'newOnes' : 'manyNew', { count: feed.unseen })}
          </Button>
        )}
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={8} height={60} />}
      <Days pages={pages} open={open} onOpen={onOpen} />
      {data && !some && <Nothing filtered={isFiltered(filters)} />}
      {hasNextPage && (
        <NearEnd busy={isFetchingNextPage} deep={pages.length > 1} onNear={more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={more}>
            {t('more')}
          </Button>
        </NearEnd>
      )}
      {some && !hasNextPage && <span className={styles.end} data-end>{t('end')}</span>}
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
