import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconBolt,
  IconBuilding,
  IconHistory,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconPlug,
  IconPlus,
  IconSend,
  IconSettings,
  IconSun,
  type Icon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { namesQuery } from '@/features/automation/names'
import { accountName, connectedQuery } from '@/shared/api/connected'
import { catalogueQuery, usePlatformName } from '@/shared/api/platforms'
import { atLeast, useMe } from '@/shared/session/me'
import { useChooseObservatory } from '@/shared/session/useChooseObservatory'
import { parts } from './parts'
import { places } from './places'
import { useSignOut } from './useSignOut'
import { t } from './words'

export type Command = { id: string; words: string; hint?: string; icon: Icon; run: () => void }

/** All commands that make sense for this person here and now. */
export function useCommands(onHelp: () => void): readonly Command[] {
  return [...useGoing(), ...useRules(), ...useConnections(), ...useObservatories(), ...useOther(onHelp)]
}

function useGoing(): Command[] {
  const navigate = useNavigate()
  return [
    ...places.map(({ to, words, key, icon }) => ({
      id: to,
      words: t(words),
      hint: `G ${key.toUpperCase()}`,
      icon,
      run: () => void navigate({ to }),
    })),
    { id: '/act', words: t('act'), icon: IconSend, run: () => void navigate({ to: '/act' }) },
    { id: 'history', words: t('history'), icon: IconHistory, run: () => void navigate({ to: '/', search: { show: 'history' } }) },
    { id: '/runs', words: t('runs'), hint: t('rules'), icon: IconHistory, run: () => void navigate({ to: '/runs' }) },
    { id: '/runs/given-up', words: t('givenUpRuns'), hint: t('rules'), icon: IconHistory, run: () => void navigate({ to: '/runs/given-up' }) },
    ...parts.map(({ to, words }) => ({
      id: to,
      words: t(words),
      hint: t('settings'),
      icon: IconSettings,
      run: () => void navigate({ to }),
    })),
  ]
}

function useRules(): Command[] {
  const navigate = useNavigate()
  const rules = useQuery(namesQuery).data?.items ?? []
  const known = rules.map(({ id, name }) => ({
    id,
    words: name,
    hint: t('rule'),
    icon: IconBolt,
    run: () => void navigate({ to: '/rules/$id', params: { id } }),
  }))
  const fresh = { id: '/rules/new', words: t('newRule'), icon: IconPlus, run: () => void navigate({ to: '/rules/new' }) }
  return atLeast(useMe().role, 'operator') ? [fresh, ...known] : known
}

function useConnections(): Command[] {
  const navigate = useNavigate()
  const mayConnect = atLeast(useMe().role, 'admin')
  const platforms = useQuery(catalogueQuery).data?.items ?? []
  const connections = useQuery(connectedQuery).data?.items ?? []
  const platformName = usePlatformName()
  const connected = connections.map((one) => ({
    id: one.id,
    words: `${platformName(one.platform)} ${accountName(one)}`,
    hint: t('connection'),
    icon: IconPlug,
    run: () => void navigate({ to: '/connections/$id', params: { id: one.id } }),
  }))
  if (!mayConnect) return connected
  const open = platforms.map(({ platform, name }) => ({
    id: `connect-${platform}`,
    words: t('connectNamed', { name }),
    icon: IconPlus,
    run: () => void navigate({ to: '/connections/new/$platform', params: { platform } }),
  }))
  const all = { id: '/connections/new', words: t('marketplace'), icon: IconPlus, run: () => void navigate({ to: '/connections/new' }) }
  return [...connected, all, ...open]
}

function useObservatories(): Command[] {
  const me = useMe()
  const choose = useChooseObservatory()
  return me.observatories
    .filter(({ id }) => id !== me.observatory.id)
    .map(({ id, name }) => ({ id, words: t('switchTo', { name }), icon: IconBuilding, run: () => void choose(id) }))
}

function useOther(onHelp: () => void): Command[] {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  const leave = useSignOut()
  return [
    {
      id: 'colours',
      words: dark ? t('light') : t('dark'),
      icon: dark ? IconSun : IconMoon,
      run: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    { id: 'help', words: t('help'), hint: '?', icon: IconKeyboard, run: onHelp },
    { id: 'sign-out', words: t('signOut'), icon: IconLogout, run: () => leave.mutate() },
  ]
}
