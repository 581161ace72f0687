import { NativeSelect } from '@mantine/core'
import { IconPlug } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { accountName, connectedQuery, type Connection } from '@/shared/api/connected'
import { usePlatformName } from '@/shared/api/platforms'
import { platformQuery } from '@/shared/api/platform'
import { Empty } from '@/shared/ui/Empty'
import { ButtonLink } from '@/shared/ui/links'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { ActForm } from './ActForm'
import styles from './approval.module.css'
import { t } from './words'

const route = getRouteApi('/inside/act')

/** One act by hand: choose the account and the action, see what would happen, then do it. */
export function ActPage() {
  const { connection: chosen, action: wanted } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(connectedQuery)
  const platformName = usePlatformName()
  const usable = data?.items.filter(({ status }) => status === 'connected') ?? []
  const connection = usable.find(({ id }) => id === chosen) ?? usable[0]
  return (
    <Page title={t('act')} lead={t('actLead')}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={120} />}
      {data && !connection && (
        <Empty icon={<IconPlug size={32} />} title={t('noAccount')} action={<ButtonLink to="/connections/new">{t('connect')}</ButtonLink>}>
          {t('noAccountLead')}
        </Empty>
      )}
      {connection && (
        <>
          <div className={styles.choice}>
            <NativeSelect
              label={t('account')}
              value={connection.id}
              data={usable.map((one) => ({ value: one.id, label: `${platformName(one.platform)} ${accountName(one)}` }))}
              onChange={(event) => void navigate({ search: { connection: event.currentTarget.value }, replace: true })}
            />
            <Actions connection={connection} wanted={wanted} />
          </div>
          <Chosen connection={connection} wanted={wanted} />
        </>
      )}
    </Page>
  )
}

type Props = { connection: Connection; wanted: string | undefined }

function Actions({ connection, wanted }: Props) {
  const navigate = route.useNavigate()
  const actions = useQuery(platformQuery(connection.platform)).data?.actions ?? []
  return (
    <NativeSelect
      label={t('action')}
      value={wanted ?? actions[0]?.id ?? ''}
      data={actions.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(event) =>
        void navigate({ search: { connection: connection.id, action: event.currentTarget.value }, replace: true })
      }
    />
  )
}

function Chosen({ connection, wanted }: Props) {
  const { data, error } = useQuery(platformQuery(connection.platform))
  const action = data?.actions.find(({ id }) => id === wanted) ?? data?.actions[0]
  if (error) return <ProblemAlert error={error} />
  if (!action) return <Waiting rows={1} height={280} />
  return <ActForm key={`${connection.id} ${action.id}`} connection={connection} action={action} />
}
