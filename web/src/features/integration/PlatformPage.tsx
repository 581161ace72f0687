import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { atLeast, useMe } from '@/shared/session/me'
import { TextLink } from '@/shared/ui/links'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { platformQuery, type WholePlatform } from '@/shared/api/platform'
import { AppForm } from './AppForm'
import { ConnectProgress } from './ConnectProgress'
import styles from './integration.module.css'
import { KeysForm } from './KeysForm'
import { OAuthStart } from './OAuthStart'
import { t } from './words'

const route = getRouteApi('/inside/connections/new/$platform')

export function PlatformPage() {
  const { platform } = route.useParams()
  const { session } = route.useSearch()
  const { data, error, refetch } = useQuery(platformQuery(platform))
  return (
    <Page title={t('connectTitle', { name: data?.name ?? '' }).trim()} lead={data?.description}>
      <TextLink to="/connections/new" className={styles.back}>
        {t('back')}
      </TextLink>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={160} />}
      {data && session && <ConnectProgress session={session} platform={data} />}
      {data && !session && <Ways platform={data} />}
      {data && <CanDo platform={data} />}
    </Page>
  )
}

function Ways({ platform }: { platform: WholePlatform }) {
  const role = useMe().role
  const [chosen, choose] = useState(platform.auth[0]?.id)
  const scheme = platform.auth.find(({ id }) => id === chosen)
  if (!atLeast(role, 'admin'))
    return (
      <Alert color="gray" icon={<IconLock aria-hidden />}>
        {t('adminsOnly', { role })}
      </Alert>
    )
  return (
    <section className={styles.panel}>
      {platform.auth.length > 1 && (
        <fieldset className={styles.ways}>
          <legend>{t('way')}</legend>
          {platform.auth.map(({ id, title }) => (
            <label key={id}>
              <input type="radio" name="scheme" checked={id === chosen} onChange={() => choose(id)} />
              {title}
            </label>
          ))}
        </fieldset>
      )}
      {scheme?.kind === 'keys' && <KeysForm key={scheme.id} platform={platform} scheme={scheme} />}
      {scheme?.kind === 'oauth2_code' && platform.appConfigured && <OAuthStart platform={platform} scheme={scheme} />}
      {scheme?.kind === 'oauth2_code' && !platform.appConfigured && <AppForm platform={platform} />}
    </section>
  )
}

function CanDo({ platform }: { platform: WholePlatform }) {
  return (
    <details className={styles.canDo}>
      <summary>
        {t('canDo')} ({t('actions', { count: platform.actions.length })})
      </summary>
      <ul className={styles.actionList}>
        {platform.actions.map((action) => (
          <li key={action.id}>
            <strong>{action.title}</strong>
            <span>{action.description}</span>
            <span className={styles.small}>{t(`risk.${action.risk}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
