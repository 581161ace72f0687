import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Page } from '@/shared/ui/Page'
import styles from './app.module.css'
import { parts } from './parts'
import { t } from './words'

export function SettingsPage() {
  const tabs = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <Page title={t('settings')}>
      <nav ref={tabs} className={styles.tabs} aria-label={t('settings')}>
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
