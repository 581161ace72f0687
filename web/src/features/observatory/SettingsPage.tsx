import { Link, Outlet } from '@tanstack/react-router'
import { Page } from '@/shared/ui/Page'
import styles from './observatory.module.css'
import { t } from './words'

const parts = [
  { to: '/settings/keys', words: 'keys' },
  { to: '/settings/passkeys', words: 'passkeys' },
  { to: '/settings/people', words: 'people' },
] as const

export function SettingsPage() {
  return (
    <Page title={t('settings')}>
      <nav className={styles.tabs} aria-label={t('settings')}>
        {parts.map(({ to, words }) => (
          <Link key={to} to={to} className={styles.tab} activeProps={{ 'aria-current': 'page' }}>
            {t(words)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  )
}
