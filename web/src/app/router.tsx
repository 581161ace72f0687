import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { activitySearch } from '@/features/activity/filters'
import { runSearch } from '@/features/automation/run/search'
import { marketplaceSearch } from '@/features/integration/search'
import { setupQuery } from '@/features/observatory/api/setup'
import { meQuery } from '@/shared/session/me'
import { local } from './local'
import { Lost, Trouble } from './Trouble'
import { queries } from './queries'
import { Frame } from './Frame'
import { Shell } from './Shell'

const root = createRootRoute({ errorComponent: Trouble, notFoundComponent: Lost })

const outside = createRoute({ getParentRoute: () => root, id: 'outside', component: Frame })

const setup = createRoute({
  getParentRoute: () => outside,
  path: '/setup',
  component: lazyRouteComponent(() => import('@/features/observatory/SetupPage'), 'SetupPage'),
})

const signIn = createRoute({
  getParentRoute: () => outside,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => (local(search.next) ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import('@/features/observatory/SignInPage'), 'SignInPage'),
})

const lostPassword = createRoute({
  getParentRoute: () => outside,
  path: '/lost-password',
  component: lazyRouteComponent(() => import('@/features/observatory/LostPasswordPage'), 'LostPasswordPage'),
})

const reset = createRoute({
  getParentRoute: () => outside,
  path: '/reset',
  component: lazyRouteComponent(() => import('@/features/observatory/ResetPage'), 'ResetPage'),
})

const invitation = createRoute({
  getParentRoute: () => outside,
  path: '/invitation',
  component: lazyRouteComponent(() => import('@/features/observatory/InvitationPage'), 'InvitationPage'),
})

const connect = createRoute({
  getParentRoute: () => outside,
  path: '/connect/$link',
  component: lazyRouteComponent(() => import('@/features/integration/ConnectPage'), 'ConnectPage'),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    if (await queries.ensureQueryData(meQuery)) return
    const { needed } = await queries.ensureQueryData(setupQuery)
    throw needed ? redirect({ to: '/setup' }) : redirect({ to: '/sign-in', search: { next: location.href } })
  },
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: (search): { show?: 'history' } => (search.show === 'history' ? { show: 'history' } : {}),
  component: lazyRouteComponent(() => import('@/features/approval/ApprovalsPage'), 'ApprovalsPage'),
})

const connections = createRoute({
  getParentRoute: () => inside,
  path: '/connections',
  component: lazyRouteComponent(() => import('@/features/integration/ConnectionsPage'), 'ConnectionsPage'),
})

const connection = createRoute({
  getParentRoute: () => inside,
  path: '/connections/$id',
  component: lazyRouteComponent(() => import('@/features/integration/ConnectionPage'), 'ConnectionPage'),
})

const marketplace = createRoute({
  getParentRoute: () => inside,
  path: '/connections/new',
  validateSearch: marketplaceSearch,
  component: lazyRouteComponent(() => import('@/features/integration/MarketplacePage'), 'MarketplacePage'),
})

const platform = createRoute({
  getParentRoute: () => inside,
  path: '/connections/new/$platform',
  validateSearch: (search): { session?: string } => (typeof search.session === 'string' ? { session: search.session } : {}),
  component: lazyRouteComponent(() => import('@/features/integration/PlatformPage'), 'PlatformPage'),
})

const act = createRoute({
  getParentRoute: () => inside,
  path: '/act',
  validateSearch: (search): { connection?: string; action?: string } => ({
    ...(typeof search.connection === 'string' ? { connection: search.connection } : {}),
    ...(typeof search.action === 'string' ? { action: search.action } : {}),
  }),
  component: lazyRouteComponent(() => import('@/features/approval/ActPage'), 'ActPage'),
})

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  component: lazyRouteComponent(() => import('@/features/automation/RulesPage'), 'RulesPage'),
})

const newRule = createRoute({
  getParentRoute: () => inside,
  path: '/rules/new',
  component: lazyRouteComponent(() => import('@/features/automation/NewRulePage'), 'NewRulePage'),
})

const rule = createRoute({
  getParentRoute: () => inside,
  path: '/rules/$id',
  component: lazyRouteComponent(() => import('@/features/automation/RulePage'), 'RulePage'),
})

const runs = createRoute({
  getParentRoute: () => inside,
  path: '/runs',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('@/features/automation/run/RunsPage'), 'RunsPage'),
})

const givenUp = createRoute({
  getParentRoute: () => inside,
  path: '/runs/given-up',
  component: lazyRouteComponent(() => import('@/features/automation/run/GivenUpPage'), 'GivenUpPage'),
})

const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('@/features/automation/run/RunPage'), 'RunPage'),
})

const hook = createRoute({
  getParentRoute: () => inside,
  path: '/hooks/$id',
  component: lazyRouteComponent(() => import('@/features/automation/hook/HookPage'), 'HookPage'),
})

const activity = createRoute({
  getParentRoute: () => inside,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('@/features/activity/ActivityPage'), 'ActivityPage'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsPage'), 'SettingsPage'),
})

const keys = createRoute({
  getParentRoute: () => settings,
  path: '/keys',
  component: lazyRouteComponent(() => import('@/features/observatory/KeysPage'), 'KeysPage'),
})

const policy = createRoute({
  getParentRoute: () => settings,
  path: '/policy',
  component: lazyRouteComponent(() => import('@/features/approval/policy/PolicyPage'), 'PolicyPage'),
})

const passkeys = createRoute({
  getParentRoute: () => settings,
  path: '/passkeys',
  component: lazyRouteComponent(() => import('@/features/observatory/PasskeysPage'), 'PasskeysPage'),
})

const people = createRoute({
  getParentRoute: () => settings,
  path: '/people',
  component: lazyRouteComponent(() => import('@/features/observatory/PeoplePage'), 'PeoplePage'),
})

const observatory = createRoute({
  getParentRoute: () => settings,
  path: '/observatory',
  component: lazyRouteComponent(() => import('@/features/observatory/ObservatoryPage'), 'ObservatoryPage'),
})

const apps = createRoute({
  getParentRoute: () => settings,
  path: '/apps',
  component: lazyRouteComponent(() => import('@/features/integration/AppsPage'), 'AppsPage'),
})

const sessions = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(() => import('@/features/observatory/SessionsPage'), 'SessionsPage'),
})

const appearance = createRoute({
  getParentRoute: () => settings,
  path: '/appearance',
  component: lazyRouteComponent(() => import('@/features/observatory/AppearancePage'), 'AppearancePage'),
})

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/observatory' })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([
    outside.addChildren([setup, signIn, lostPassword, reset, invitation, connect]),
    inside.addChildren([
      home,
      connections,
      connection,
      marketplace,
      platform,
      act,
      rules,
      newRule,
      rule,
      runs,
      givenUp,
      run,
      hook,
      activity,
      settings.addChildren([settingsHome, observatory, people, policy, keys, apps, passkeys, sessions, appearance]),
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

// A session that ended takes its screens away with it.
queries.getQueryCache().subscribe(({ query }) => {
  const signedOut = query.queryKey[0] === meQuery.queryKey[0] && query.state.data === null
  if (signedOut && router.state.matches.some((match) => match.routeId === '/inside')) void router.invalidate()
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
