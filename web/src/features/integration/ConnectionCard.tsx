import { Button } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accountName, connectedQuery, type Connection } from '@/shared/api/connected'
import { catalogueQuery, usePlatformName } from '@/shared/api/platforms'
import { Moment } from '@/shared/time/Moment'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { confirmAccount, doctor, health } from './api/connection'
import { reconnect } from './api/connect'
import { Diagnosis } from './Diagnosis'
import { DisconnectDialog } from './DisconnectDialog'
import styles from './integration.module.css'
import { missingScopes, mood, standing } from './standing'
import { useConnectWindow } from './useConnectWindow'
import { t } from './words'

type Props = { connection: Connection; mayManage: boolean }

/** One account: how it is, why, what to do about it, and the means to do it. */
export function ConnectionCard({ connection, mayManage }: Props) {
  const state = standing(connection)
  const name = accountName(connection)
  const platform = usePlatformName()(connection.platform)
  return (
    <article className={ui.card} aria-label={`${platform} ${name}`} data-platform={connection.platform}>
      <header className={styles.cardHead}>
        <PlatformLogo platform={connection.platform} name={platform} />
        <div className={styles.cardName}>
          <h2 className={styles.title}>{platform}</h2>
          <span className={styles.dim}>{name}</span>
        </div>
        <Tone mood={mood(state)}>{t(`state.${state}`)}</Tone>
      </header>
      {(connection.message || connection.whatToDo) && (
        <div className={styles.reason} data-mood={mood(state)}>
          {connection.message && <span>{connection.message}</span>}
          {connection.whatToDo && <strong>{connection.whatToDo}</strong>}
        </div>
      )}
      <Facts connection={connection} ending={state === 'expiring'} />
      <Acts connection={connection} name={name} mayManage={mayManage} broken={mood(state) === 'bad'} />
    </article>
  )
}

function Facts({ connection, ending }: { connection: Connection; ending: boolean }) {
  const missing = missingScopes(connection)
  const { expiresAt, lastUsedAt, rules } = connection
  return (
    <ul className={styles.facts}>
      <li>
        <IconClock size={15} aria-hidden />
        <span>
          {lastUsedAt ? t('usedAt') : t('neverUsed')} {lastUsedAt && <Moment at={lastUsedAt} />}
        </span>
      </li>
      {expiresAt && (
        <li>
          <span>
            {ending ? t('endsAt') : t('renewsAt')} <Moment at={expiresAt} />
          </span>
        </li>
      )}
      {rules > 0 && <li>{t('rules', { count: rules })}</li>}
      {missing.length > 0 && <li>{t('missing', { scopes: missing.join(', ') })}</li>}
    </ul>
  )
}

function Acts({ connection, name, mayManage, broken }: Props & { name: string; broken: boolean }) {
  const [leaving, setLeaving] = useState(false)
  const byOAuth = useQuery(catalogueQuery).data?.items.some(
    ({ platform, auth }) =>
      platform === connection.platform && auth.some(({ id, kind }) => id === connection.scheme && kind === 'oauth2_code'),
  )
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: connectedQuery.queryKey })
  const test = useMutation({ mutationFn: () => health(connection.id), onSettled: refresh })
  const diagnose = useMutation({ mutationFn: () => doctor(connection.id) })
  const confirm = useMutation({ mutationFn: () => confirmAccount(connection.id), onSettled: refresh })
  const connectWindow = useConnectWindow(connection.platform)
  const again = useMutation({ mutationFn: () => connectWindow(() => reconnect(connection.id)) })
  const said = test.data
  return (
    <>
      {said && (
        <Tone mood={said.state === 'healthy' ? 'good' : said.state === 'degraded' ? 'warn' : 'bad'}>
          {t(`health.${said.state}`, { millis: said.latencyMillis })}
        </Tone>
      )}
      {said && said.state !== 'healthy' && <span role="status">{said.message}</span>}
      <ProblemAlert error={test.error ?? diagnose.error ?? confirm.error ?? again.error} />
      {diagnose.data && <Diagnosis diagnosis={diagnose.data} />}
      <footer className={styles.acts}>
        {mayManage && connection.status === 'pending' && (
          <Button size="xs" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('confirm')}
          </Button>
        )}
        {mayManage && byOAuth && connection.status !== 'pending' && (
          <Button
            size="xs"
            variant={broken ? 'filled' : 'default'}
            loading={again.isPending}
            aria-label={t('reconnectNamed', { name })}
            onClick={() => again.mutate()}
          >
            {t('reconnect')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={test.isPending}
          aria-label={t('testNamed', { name })}
          onClick={() => test.mutate()}
        >
          {t('test')}
        </Button>
        {broken && !diagnose.data && (
          <Button
            size="xs"
            variant="default"
            loading={diagnose.isPending}
            aria-label={t('diagnoseNamed', { name })}
            onClick={() => diagnose.mutate()}
          >
            {t('diagnose')}
          </Button>
        )}
        {mayManage && (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            className={styles.last}
            aria-label={t('disconnectNamed', { name })}
            onClick={() => setLeaving(true)}
          >
            {t('disconnect')}
          </Button>
        )}
      </footer>
      {leaving && <DisconnectDialog connection={connection} onClose={() => setLeaving(false)} />}
    </>
  )
}
