import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { atLeast, useMe } from '@/shared/session/me'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { policyQuery } from './api'
import { Calibrated } from './Calibrated'
import { PolicyForm } from './PolicyForm'
import styles from './policy.module.css'
import { t } from './words'

/** What may be done at once, what somebody is asked about, what never happens. */
export function PolicyPage() {
  const mayChange = atLeast(useMe().role, 'admin')
  const { data, error, refetch } = useQuery({ ...policyQuery, refetchOnWindowFocus: false })
  return (
    <section className={ui.stack} aria-label={t('policy')}>
      <p className={styles.lead}>{t('lead')}</p>
      {!mayChange && (
        <Alert color="gray" icon={<IconLock aria-hidden />}>
          {t('readOnly')}
        </Alert>
      )}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={4} height={120} />}
      {data && <PolicyForm key={data.version} policy={data} readOnly={!mayChange} />}
      {data && <Calibrated />}
    </section>
  )
}
