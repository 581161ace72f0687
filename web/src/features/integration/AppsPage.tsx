import { Alert, Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { catalogueQuery, type Platform } from '@/shared/api/platforms'
import { atLeast, useMe } from '@/shared/session/me'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { platformQuery } from '@/shared/api/platform'
import { AppForm } from './AppForm'
import styles from './integration.module.css'
import { t } from './words'

/** How this observatory is registered at the platforms that ask for it. */
export function AppsPage() {
  const mayManage = atLeast(useMe().role, 'admin')
  const { data, error, refetch } = useQuery(catalogueQuery)
  const platforms = data?.items.filter(({ auth }) => auth.some(({ kind }) => kind === 'oauth2_code')) ?? []
  return (
    <section className={styles.apps} aria-label={t('apps')}>
      <p className={styles.appsLead}>{t('appsLead')}</p>
      {!mayManage && (
        <Alert color="gray" icon={<IconLock aria-hidden />}>
          {t('appsReadOnly')}
        </Alert>
      )}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={76} />}
      {platforms.map((platform) => (
        <App key={platform.platform} platform={platform} mayManage={mayManage} />
      ))}
    </section>
  )
}

function App({ platform: { platform, name, appConfigured }, mayManage }: { platform: Platform; mayManage: boolean }) {
  const [open, setOpen] = useState(false)
  const whole = useQuery({ ...platformQuery(platform), enabled: open })
  return (
    <div className={ui.card}>
      <header className={styles.cardHead}>
        <PlatformLogo platform={platform} name={name} />
        <div className={styles.cardName}>
          <h2 className={styles.title}>{name}</h2>
          <span className={styles.dim}>{t(appConfigured ? 'appKnown' : 'appUnknown')}</span>
        </div>
        <Tone mood={appConfigured ? 'good' : 'plain'}>{t(appConfigured ? 'appSet' : 'appUnset')}</Tone>
        {mayManage && (
          <Button
            size="xs"
            variant="default"
            aria-expanded={open}
            aria-label={`${t(appConfigured ? 'change' : 'register')} ${name}`}
            onClick={() => setOpen(!open)}
          >
            {t(appConfigured ? 'change' : 'register')}
          </Button>
        )}
      </header>
      <ProblemAlert error={whole.error} />
      {open && whole.data && <AppForm platform={whole.data} />}
    </div>
  )
}
