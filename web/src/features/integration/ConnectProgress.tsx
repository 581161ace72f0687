import { Alert, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ButtonLink } from '@/shared/ui/links'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { connectSessionQuery, type ConnectSession, isOver } from './api/connectSession'
import type { WholePlatform } from '@/shared/api/platform'
import styles from './integration.module.css'
import { useConnectNews } from './useConnectNews'
import { t } from './words'

type Props = { session: string; platform: WholePlatform }

/** While the person is at the platform in the other window, and how it ended. */
export function ConnectProgress({ session, platform: { platform, name } }: Props) {
  useConnectNews()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(connectSessionQuery(session))
  const over = data ? isOver(data) : false
  useEffect(() => {
    if (!over) return
    void queries.invalidateQueries({ queryKey: ['connected'] })
    void queries.invalidateQueries({ queryKey: ['platforms'] })
  }, [over, queries])
  const again = (
    <ButtonLink to="/connections/new/$platform" params={{ platform }} variant="default" className={styles.back}>
      {over ? t('connectNamed', { name }) : t('stop')}
    </ButtonLink>
  )
  return (
    <section className={styles.panel} aria-live="polite">
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!over && (
        <div className={styles.progress}>
          <Loader size="sm" aria-hidden />
          <div>
            <h2 className={styles.title}>{t('waiting')}</h2>
            <span className={styles.dim}>{t(data?.stage === 'exchanging' ? 'exchanging' : 'waitingLead', { name })}</span>
          </div>
        </div>
      )}
      {data && over && <Ending session={data} name={name} />}
      {data?.stage === 'connected' || data?.stage === 'confirm' ? (
        <ButtonLink to="/connections" className={styles.back}>
          {t('seeConnections')}
        </ButtonLink>
      ) : (
        again
      )}
    </section>
  )
}

function Ending({ session: { stage, failure }, name }: { session: ConnectSession; name: string }) {
  if (stage === 'connected' || stage === 'confirm')
    return (
      <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={t('success', { name })}>
        {t('successLead')}
      </Alert>
    )
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('failed', { name })}>
      <div className={styles.inner}>
        <span>{failure?.message ?? t('failedLead')}</span>
        {failure?.whatToDo && <strong>{failure.whatToDo}</strong>}
      </div>
    </Alert>
  )
}
