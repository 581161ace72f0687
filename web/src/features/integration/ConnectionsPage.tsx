import { Alert, Button } from '@mantine/core'
import { IconPlug, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { connectedQuery } from '@/shared/api/connected'
import { atLeast, useMe } from '@/shared/session/me'
import { ButtonLink } from '@/shared/ui/links'
import { Empty } from '@/shared/ui/Empty'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { testAll } from './api/connection'
import { ConnectionCard } from './ConnectionCard'
import { useConnectNews } from './useConnectNews'
import { t } from './words'

export function ConnectionsPage() {
  useConnectNews()
  const mayConnect = atLeast(useMe().role, 'admin')
  const { data, error, refetch } = useQuery(connectedQuery)
  const some = Boolean(data?.items.length)
  return (
    <Page
      title={t('connections')}
      lead={t('connectionsLead')}
      actions={
        <>
          {some && <TestAll />}
          {some && mayConnect && <ConnectLink />}
        </>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={3} height={196} grid />}
      {some && (
        <div className={ui.grid}>
          {data!.items.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} mayManage={mayConnect} />
          ))}
        </div>
      )}
      {data && !some && (
        <Empty icon={<IconPlug size={32} />} title={t('none')} action={mayConnect && <ConnectLink />}>
          {mayConnect ? t('noneLead') : t('noneReadOnly')}
        </Empty>
      )}
    </Page>
  )
}

function ConnectLink() {
  return (
    <ButtonLink to="/connections/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('connectAccount')}
    </ButtonLink>
  )
}

function TestAll() {
  const queries = useQueryClient()
  const test = useMutation({
    mutationFn: testAll,
    onSettled: () => queries.invalidateQueries({ queryKey: connectedQuery.queryKey }),
  })
  const healthy = test.data?.items.filter((item) => item.state === 'healthy').length ?? 0
  return (
    <>
      {test.data && (
        <Alert p="6px 12px" color={healthy === test.data.items.length ? 'teal' : 'orange'} role="status">
          {t('tested', { count: test.data.items.length, healthy })}
        </Alert>
      )}
      <ProblemAlert error={test.error} />
      <Button
        variant="default"
        leftSection={<IconRefresh size={18} aria-hidden />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('testAll')}
      </Button>
    </>
  )
}
