import { IconPlugX, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { accountName, connectedQuery, type Connection } from '@/shared/api/connected'
import { usePlatformName } from '@/shared/api/platforms'
import { atLeast, useMe } from '@/shared/session/me'
import { Moment } from '@/shared/time/Moment'
import { Empty } from '@/shared/ui/Empty'
import { Fact, Facts } from '@/shared/ui/Facts'
import { ButtonLink, TextLink } from '@/shared/ui/links'
import { Page } from '@/shared/ui/Page'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { ConnectionActs } from './ConnectionActs'
import { GrantedScopes } from './GrantedScopes'
import styles from './integration.module.css'
import { Reason } from './Reason'
import { Rename } from './Rename'
import { mood, standing } from './standing'
import { useConnectNews } from './useConnectNews'
import { t } from './words'

const route = getRouteApi('/inside/connections/$id')

export function ConnectionPage() {
  useConnectNews()
  const { id } = route.useParams()
  const mayAct = atLeast(useMe().role, 'operator')
  const { data, error, refetch } = useQuery(connectedQuery)
  const connection = data?.items.find((one) => one.id === id)
  const platform = usePlatformName()(connection?.platform ?? '')
  return (
    <Page
      title={connection ? `${platform} ${accountName(connection)}` : t('connection')}
      actions={
        mayAct &&
        connection?.status === 'connected' && (
          <ButtonLink to="/act" search={{ connection: id }} leftSection={<IconSend size={16} aria-hidden />}>
            {t('actWith')}
          </ButtonLink>
        )
      }
    >
      <TextLink to="/connections" className={styles.back}>
        {t('allConnections')}
      </TextLink>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={180} />}
      {data && !connection && (
        <Empty icon={<IconPlugX size={32} />} title={t('gone')} action={<ButtonLink to="/connections">{t('seeConnections')}</ButtonLink>}>
          {t('goneLead')}
        </Empty>
      )}
      {connection && <Whole connection={connection} platform={platform} />}
    </Page>
  )
}

function Whole({ connection, platform }: { connection: Connection; platform: string }) {
  const mayManage = atLeast(useMe().role, 'admin')
  const state = standing(connection)
  return (
    <div className={styles.detail}>
      <section className={ui.card} aria-label={t('state')}>
        <header className={styles.cardHead}>
          <PlatformLogo platform={connection.platform} name={platform} />
          <div className={styles.cardName}>
            <h2 className={styles.title}>{connection.account.displayName ?? connection.account.name}</h2>
            <span className={styles.dim}>{connection.account.email ?? connection.account.name}</span>
          </div>
          <Tone mood={mood(state)}>{t(`state.${state}`)}</Tone>
        </header>
        <Reason connection={connection} />
        <Particulars connection={connection} />
        <ConnectionActs connection={connection} mayManage={mayManage} examined />
      </section>
      <div className={ui.stack}>
        <GrantedScopes connection={connection} />
        {mayManage && <Rename connection={connection} />}
      </div>
    </div>
  )
}

function Particulars({ connection }: { connection: Connection }) {
  const { id, account, createdAt, lastUsedAt, expiresAt, rules } = connection
  return (
    <Facts>
      <Fact name={t('accountId')} code>
        {account.id}
      </Fact>
      <Fact name={t('connectedAt')}>
        <Moment at={createdAt} />
      </Fact>
      <Fact name={t('usedAt')}>{lastUsedAt ? <Moment at={lastUsedAt} /> : t('neverUsed')}</Fact>
      {expiresAt && (
        <Fact name={standing(connection) === 'expiring' ? t('endsAt') : t('renewsAt')}>
          <Moment at={expiresAt} />
        </Fact>
      )}
      <Fact name={t('dependents')}>{t('rules', { count: rules })}</Fact>
      <Fact name={t('acts')}>
        <TextLink to="/activity" search={{ integration: id }}>
          {t('seeActs')}
        </TextLink>
      </Fact>
    </Facts>
  )
}
