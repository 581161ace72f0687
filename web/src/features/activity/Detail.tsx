import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { accountName, type Connection } from '@/shared/api/connected'
import { usePlatformName } from '@/shared/api/platforms'
import { useTimes } from '@/shared/time/times'
import { Fact, Facts } from '@/shared/ui/Facts'
import styles from './activity.module.css'
import type { Activity } from './api/list'
import { t } from './words'

type Props = { activity: Activity; connection: Connection | undefined }

/** All that the log holds of one act. */
export function Detail({ activity, connection }: Props) {
  const times = useTimes()
  const platformName = usePlatformName()
  const { id, description, actor, consent, at, action, callId, integrationId, seq, metadata } = activity
  const { url, ...rest } = metadata
  return (
    <div id={`detail-${id}`} className={styles.detail}>
      {description && <p className={styles.description}>{description}</p>}
      <Facts>
        <Fact name={t('when')}>{times.full(at)}</Fact>
        <Fact name={t('who')}>
          {actor.name} ({t(`actor.${actor.kind}`)})
        </Fact>
        <Fact name={t('consent')}>{consent}</Fact>
        <Fact name={t('action')} code>
          {action}
        </Fact>
        {integrationId && (
          <Fact name={t('account')}>{connection ? `${platformName(connection.platform)} ${accountName(connection)}` : t('gone')}</Fact>
        )}
        {callId && (
          <Fact name={t('call')} code>
            {callId}
          </Fact>
        )}
        <Fact name={t('row')}>{seq ?? t('unsealed')}</Fact>
        {Object.entries(rest).map(([name, value]) => (
          <Fact key={name} name={name}>
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </Fact>
        ))}
      </Facts>
      {isWeb(url) && (
        <Anchor href={url} target="_blank" rel="noopener noreferrer" underline="always" className={styles.there}>
          {t('openThere')} <IconExternalLink size={15} aria-hidden />
        </Anchor>
      )}
    </div>
  )
}

/** The log holds what platforms said; only a web address may become a link. */
const isWeb = (url: unknown): url is string => typeof url === 'string' && /^https?:\/\//.test(url)
