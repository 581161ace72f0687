import { Button, TextInput } from '@mantine/core'
import { IconSearch, IconZoomQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { catalogueQuery, type Platform } from '@/shared/api/platforms'
import { atLeast, useMe } from '@/shared/session/me'
import { ButtonLink, TextLink } from '@/shared/ui/links'
import { Empty } from '@/shared/ui/Empty'
import { Page } from '@/shared/ui/Page'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import styles from './integration.module.css'
import { type MarketplaceSearch } from './search'
import { t } from './words'

const route = getRouteApi('/inside/connections/new')
const worded = ['social', 'email', 'crm', 'messaging', 'productivity', 'developer', 'commerce', 'support'] as const

export function MarketplacePage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(catalogueQuery)
  const look = (next: MarketplaceSearch) => void navigate({ search: next, replace: true })
  const found = data?.items.filter((platform) => matches(platform, search)) ?? []
  const categories = [...new Set(data?.items.map((platform) => platform.category))].toSorted()
  return (
    <Page title={t('marketplace')} lead={t('marketplaceLead')}>
      <div className={styles.filter}>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search.q ?? ''}
          onChange={({ currentTarget }) => look({ ...search, q: currentTarget.value })}
        />
        <div className={ui.row} role="group" aria-label={t('categories')}>
          {['', ...categories].map((category) => (
            <Button
              key={category}
              size="compact-md"
              variant={(search.category ?? '') === category ? 'light' : 'default'}
              aria-pressed={(search.category ?? '') === category}
              onClick={() => look({ ...search, category })}
            >
              {category ? inWords(category) : t('all')}
            </Button>
          ))}
        </div>
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={4} height={178} grid />}
      {data && (
        <span className={styles.dim} role="status">
          {t('shown', { count: found.length })}
        </span>
      )}
      <div className={ui.grid}>
        {found.map((platform) => (
          <PlatformCard key={platform.platform} platform={platform} />
        ))}
      </div>
      {data && found.length === 0 && (
        <Empty
          icon={<IconZoomQuestion size={32} />}
          title={t('noMatch')}
          action={
            <Button variant="default" onClick={() => look({})}>
              {t('clear')}
            </Button>
          }
        >
          {t('noMatchLead')}
        </Empty>
      )}
    </Page>
  )
}

/** A connector of one's own may bring a category that we have no word for. */
function inWords(category: string): string {
  const known = worded.find((one) => one === category)
  return known ? t(`category.${known}`) : category
}

function matches({ name, description, category }: Platform, search: MarketplaceSearch): boolean {
  const words = (search.q ?? '').toLocaleLowerCase()
  return (
    (!search.category || search.category === category) && `${name} ${description}`.toLocaleLowerCase().includes(words)
  )
}

function PlatformCard({ platform: { platform, name, description, auth, actions, connected } }: { platform: Platform }) {
  const mayConnect = atLeast(useMe().role, 'admin')
  const kinds = [...new Set(auth.map((scheme) => t(`kind.${scheme.kind}`)))]
  return (
    <article className={ui.card} data-platform={platform}>
      <header className={styles.cardHead}>
        <PlatformLogo platform={platform} name={name} />
        {connected > 0 && <Tone mood="good">{t('connected', { count: connected })}</Tone>}
      </header>
      <div>
        <h2 className={styles.title}>
          <TextLink to="/connections/new/$platform" params={{ platform }} inherit c="inherit" underline="hover">
            {name}
          </TextLink>
        </h2>
        <span className={styles.dim}>{description}</span>
      </div>
      <footer className={styles.cardFoot}>
        <span className={styles.small}>{[t('actions', { count: actions }), ...kinds].join(' · ')}</span>
        {mayConnect && (
          <ButtonLink
            to="/connections/new/$platform" params={{ platform }}
            size="xs"
            variant="light"
            aria-label={t('connectNamed', { name })}
          >
            {t('connect')}
          </ButtonLink>
        )}
      </footer>
    </article>
  )
}
