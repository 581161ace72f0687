import { IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Connection } from '@/shared/api/connected'
import ui from '@/shared/ui/ui.module.css'
import { platformQuery } from '@/shared/api/platform'
import styles from './integration.module.css'
import { missingScopes } from './standing'
import { t } from './words'

/** What the account allowed, in plain words, and what is still missing. */
export function GrantedScopes({ connection }: { connection: Connection }) {
  const words = useQuery(platformQuery(connection.platform)).data?.scopes ?? []
  const missing = missingScopes(connection)
  const all = [...new Set([...connection.grantedScopes, ...missing])]
  return (
    <section className={ui.card}>
      <h2 className={styles.title}>{t('granted')}</h2>
      {all.length === 0 ? (
        <span className={styles.dim}>{t('grantedByKeys')}</span>
      ) : (
        <ul className={styles.scopes}>
          {all.map((scope) => (
            <li key={scope} title={scope} data-missing={missing.includes(scope) || undefined}>
              {missing.includes(scope) ? <IconX size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
              <span>
                {words.find((one) => one.scope === scope)?.words ?? scope}
                {missing.includes(scope) && <strong className={styles.lack}>{t('notGranted')}</strong>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
