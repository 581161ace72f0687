import { Kbd, UnstyledButton } from '@mantine/core'
import { IconHomeQuestion, IconSearch } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery, useMe } from '@/shared/session/me'
import { observatoryQuery } from '@/shared/session/observatory'
import { TimesContext, timesOrDefault } from '@/shared/time/times'
import { Empty } from '@/shared/ui/Empty'
import { locale } from '@/shared/words/language'
import { AccountMenu } from './AccountMenu'
import styles from './app.module.css'
import { Brand } from './Brand'
import { ColorSwitch } from './ColorSwitch'
import { HelpDialog } from './HelpDialog'
import { LostLine } from './LostLine'
import { Palette } from './Palette'
import { type Place, places } from './places'
import { SignOut } from './SignOut'
import { Switcher } from './Switcher'
import { type Count, useCounts } from './useCounts'
import { useHotkeys } from './useHotkeys'
import { t } from './words'

/** Around the signed-in screens: the head, the places to go (beside on a desk, below on a phone), the screen. */
export function Shell() {
  return useSuspenseQuery(meQuery).data?.observatory ? <Furnished /> : <Homeless />
}

function Furnished() {
  const { observatory } = useMe()
  const { timezone } = useQuery(observatoryQuery(observatory.id)).data?.settings ?? {}
  const [asking, ask] = useState<'palette' | 'help' | null>(null)
  const close = () => ask(null)
  useHotkeys({ palette: () => ask('palette'), help: () => ask('help') })
  return (
    <TimesContext value={timesOrDefault(locale, timezone)}>
      <div className={styles.shell}>
        <a href="#content" className={styles.skip}>
          {t('skip')}
        </a>
        <Head onPalette={() => ask('palette')} onHelp={() => ask('help')} />
        <Navigation />
        <main id="content" className={styles.main}>
          <LostLine />
          <Outlet />
        </main>
      </div>
      {asking === 'palette' && <Palette onClose={close} onHelp={() => ask('help')} />}
      {asking === 'help' && <HelpDialog onClose={close} />}
    </TimesContext>
  )
}

function Head({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }) {
  return (
    <header className={styles.head}>
      <Brand />
      <Switcher />
      <UnstyledButton className={styles.search} aria-keyshortcuts="Control+K" onClick={onPalette}>
        <IconSearch size={16} aria-hidden />
        <span>{t('paletteHint')}</span>
        <Kbd size="xs">{t('modK')}</Kbd>
      </UnstyledButton>
      <div className={styles.headEnd}>
        <ColorSwitch />
        <AccountMenu onHelp={onHelp} />
      </div>
    </header>
  )
}

function Navigation() {
  const counts = useCounts()
  return (
    <nav className={styles.nav} aria-label={t('navigation')}>
      {places.map((place) => (
        <PlaceLink key={place.to} place={place} count={counts[place.to]} />
      ))}
    </nav>
  )
}

function PlaceLink({ place: { to, words, icon: Sign, also = [] }, count }: { place: Place; count: Count | undefined }) {
  const belongs = useLocation({ select: ({ pathname }) => also.some((path) => pathname === path || pathname.startsWith(`${path}/`)) })
  return (
    <Link to={to} className={styles.place} activeOptions={{ includeSearch: false, exact: to === '/' }} activeProps={{ 'aria-current': 'page' }} {...(belongs ? { 'aria-current': true as const } : {})}>
      <Sign size={20} aria-hidden />
      {t(words)}
      {count && (
        <span className={styles.count} data-mood={count.mood}>
          <span aria-hidden>{count.number}</span>
          <span className={styles.aside}>{count.words}</span>
        </span>
      )}
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
