import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { CopyField } from '@/shared/ui/CopyField'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { connect, goesOn } from './api/connect'
import type { Scheme, WholePlatform } from '@/shared/api/platform'
import { AppForm } from './AppForm'
import styles from './integration.module.css'
import { ScopeList } from './ScopeList'
import { useConnectWindow } from './useConnectWindow'
import { t } from './words'

type Props = { platform: WholePlatform; scheme: Scheme }

/** What will be asked for, and the one button; or a link for somebody else to press it. */
export function OAuthStart({ platform, scheme }: Props) {
  const { platform: id, name } = platform
  const connectWindow = useConnectWindow(id)
  const begin = async (invitation: boolean) => {
    const answer = await connect(id, { scheme: scheme.id, ...(invitation ? { invitation } : {}) })
    return goesOn(answer) ? answer : undefined
  }
  const own = useMutation({ mutationFn: () => connectWindow(() => begin(false)) })
  const invite = useMutation({ mutationFn: () => begin(true) })
  return (
    <>
      <ScopeList heading={t('asksFor')} scopes={platform.scopes} />
      <ProblemAlert error={own.error ?? invite.error} />
      <div>
        <Button
          rightSection={<IconExternalLink size={16} aria-hidden />}
          loading={own.isPending}
          onClick={() => own.mutate()}
        >
          {t('continueTo', { name })}
        </Button>
        <p className={styles.note}>{t('ownWindow', { name })}</p>
      </div>
      <details>
        <summary>{t('invite')}</summary>
        <div className={styles.inner}>
          <span>{t('inviteLead')}</span>
          {invite.data ? (
            <CopyField label={t('inviteLink')} value={invite.data.authorizationUrl} />
          ) : (
            <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate()} className={styles.back}>
              {t('invite')}
            </Button>
          )}
        </div>
      </details>
      <details>
        <summary>{t('changeApp')}</summary>
        <div className={styles.inner}>
          <AppForm platform={platform} />
        </div>
      </details>
    </>
  )
}
