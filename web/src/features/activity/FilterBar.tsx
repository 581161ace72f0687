import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { accountName, connectedQuery } from '@/shared/api/connected'
import { usePlatformName } from '@/shared/api/platforms'
import styles from './activity.module.css'
import { activitySearch, type Filters, isFiltered, statuses, types } from './filters'
import { t } from './words'

type Props = { filters: Filters; onChange: (filters: Filters) => void }

/** The filters; they live in the address, so that a view can be sent to somebody. */
export function FilterBar({ filters, onChange }: Props) {
  const connections = useQuery(connectedQuery).data?.items ?? []
  const platformName = usePlatformName()
  const [shown, show] = useState(isFiltered(filters)) // on a phone; a desk has room for them all
  const set = (name: keyof Filters, value: string) => onChange(activitySearch({ ...filters, [name]: value }))
  return (
    <section className={styles.filters} aria-label={t('filters')} data-shown={shown || undefined}>
      <Search value={filters.q ?? ''} onChange={(q) => set('q', q)} />
      <Button
        variant="default"
        className={styles.unfold}
        aria-expanded={shown}
        leftSection={<IconFilter size={16} aria-hidden />}
        onClick={() => show(!shown)}
      >
        {t('filters')}
      </Button>
      <NativeSelect
        aria-label={t('type')}
        value={filters.type ?? ''}
        onChange={(event) => set('type', event.currentTarget.value)}
        data={[{ value: '', label: t('anyType') }, ...types.map((type) => ({ value: type, label: t(`type.${type}`) }))]}
      />
      <NativeSelect
        aria-label={t('status')}
        value={filters.status ?? ''}
        onChange={(event) => set('status', event.currentTarget.value)}
        data={[
          { value: '', label: t('anyStatus') },
          ...statuses.map((status) => ({ value: status, label: t(`status.${status}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('connection')}
        value={filters.integration ?? ''}
        onChange={(event) => set('integration', event.currentTarget.value)}
        data={[
          { value: '', label: t('anyConnection') },
          ...connections.map((one) => ({ value: one.id, label: `${platformName(one.platform)} ${accountName(one)}` })),
        ]}
      />
      <label className={styles.day}>
        {t('from')}
        <TextInput type="date" value={filters.from ?? ''} onChange={(event) => set('from', event.currentTarget.value)} />
      </label>
      <label className={styles.day}>
        {t('to')}
        <TextInput type="date" value={filters.to ?? ''} onChange={(event) => set('to', event.currentTarget.value)} />
      </label>
      {isFiltered(filters) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t(filters.call ? 'oneCall' : 'clear')}
        </Button>
      )}
    </section>
  )
}

/** Asks when the typing rests, not at every letter. */
function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)
  useEffect(() => {
    if (value !== asked.current) setTyped(value) // cleared, or the address was changed
    asked.current = value
  }, [value])
  const ask = useEffectEvent(() => {
    asked.current = typed
    onChange(typed)
  })
  useEffect(() => {
    if (typed === asked.current) return
    const rest = setTimeout(() => ask(), 500)
    return () => clearTimeout(rest)
  }, [typed])
  return (
    <TextInput
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}
