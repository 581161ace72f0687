import { IconActivity, IconHomeQuestion, IconPlug, IconSettings, type Icon } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { meQuery, useMe } from '@/shared/session/me'
import { observatoryQuery } from '@/shared/session/observatory'
import { Empty } from '@/shared/ui/Empty'
import { TimesContext, timesOrDefault } from '@/shared/time/times'
import { AccountMenu } from './AccountMenu'
import { SignOut } from './SignOut'
import styles from './app.module.css'
import { Brand } from './Brand'
import { ColorSwitch } from './ColorSwitch'
import { t } from './words'

const places = [
  { to: '/connections', words: 'connections', icon: IconPlug },
  { to: '/activity', words: 'activity', icon: IconActivity },
  { to: '/settings', words: 'settings', icon: IconSettings },
] as const

/** Around the signed-in screens: the head, the places to go (beside on a desk, below on a phone), the screen. */
export function Shell() {
  return useSuspenseQuery(meQuery).data?.observatory ? <Furnished /> : <Homeless />
}

function Furnished() {
  const { observatory } = useMe()
  const { locale, timezone } = useQuery(observatoryQuery(observatory.id)).data?.settings ?? {}
  return (
    <TimesContext value={timesOrDefault(locale, timezone)}>
      <div className={styles.shell}>
        <a href="#content" className={styles.skip}>
          {t('skip')}
        </a>
        <header className={styles.head}>
          <Brand />
          <span className={styles.where}>{observatory.name}</span>
          <div className={styles.headEnd}>
            <ColorSwitch />
            <AccountMenu />
          </div>
        </header>
        <nav className={styles.nav} aria-label={t('navigation')}>
          {places.map((place) => (
            <Place key={place.to} to={place.to} label={t(place.words)} icon={place.icon} />
          ))}
        </nav>
        <main id="content" className={styles.main}>
          <Outlet />
        </main>
      </div>
    </TimesContext>
  )
}

function Place({ to, label, icon: Sign }: { to: (typeof places)[number]['to']; label: string; icon: Icon }) {
  return (
    <Link to={to} className={styles.place} activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
      <Sign size={20} aria-hidden />
      {label}
    </Link>
  )
}

/** Signed in, but a member of nothing (yet, or no longer). */
function Homeless() {
  return (
    <main className={styles.alone}>
      <Empty alone icon={<IconHomeQuestion size={32} />} title={t('homeless')} action={<SignOut />}>
        {t('homelessLead')}
      </Empty>
    </main>
  )
}
