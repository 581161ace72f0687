import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accountName, connectedQuery, type Connection } from '@/shared/api/connected'
import { catalogueQuery } from '@/shared/api/platforms'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import { confirmAccount, doctor, health } from './api/connection'
import { reconnect } from './api/connect'
import { Diagnosis } from './Diagnosis'
import { DisconnectDialog } from './DisconnectDialog'
import styles from './integration.module.css'
import { mood, standing } from './standing'
import { useConnectWindow } from './useConnectWindow'
import { t } from './words'

/** `examined`: on the account's own page the doctor is always at hand. */
type Props = { connection: Connection; mayManage: boolean; examined?: boolean }

/** Test, reconnect, diagnose, disconnect: what can be done about one account, and what came of it. */
export function ConnectionActs({ connection, mayManage, examined = false }: Props) {
  const name = accountName(connection)
  const broken = mood(standing(connection)) === 'bad'
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
        {(broken || examined) && byOAuth && !diagnose.data && (
          <Button
            size="xs"
            variant="default"
            loading={diagnose.isPending}
            aria-label={t(broken ? 'diagnoseNamed' : 'examineNamed', { name })}
            onClick={() => diagnose.mutate()}
          >
            {t(broken ? 'diagnose' : 'examine')}
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
