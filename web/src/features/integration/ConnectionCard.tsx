import { IconClock } from '@tabler/icons-react'
import { accountName, type Connection } from '@/shared/api/connected'
import { usePlatformName } from '@/shared/api/platforms'
import { Moment } from '@/shared/time/Moment'
import { TextLink } from '@/shared/ui/links'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { ConnectionActs } from './ConnectionActs'
import styles from './integration.module.css'
import { Reason } from './Reason'
import { missingScopes, mood, standing } from './standing'
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
          <h2 className={styles.title}>
            <TextLink to="/connections/$id" params={{ id: connection.id }} inherit c="inherit" underline="hover">
              {platform}
            </TextLink>
          </h2>
          <span className={styles.dim}>{name}</span>
        </div>
        <Tone mood={mood(state)}>{t(`state.${state}`)}</Tone>
      </header>
      <Reason connection={connection} />
      <Facts connection={connection} ending={state === 'expiring'} />
      <ConnectionActs connection={connection} mayManage={mayManage} />
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
      {rules > 0 && <li>{t('needed', { count: rules })}</li>}
      {missing.length > 0 && <li>{t('missing', { scopes: missing.join(', ') })}</li>}
    </ul>
  )
}
