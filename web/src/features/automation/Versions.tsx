import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '@/shared/time/Moment'
import { More } from '@/shared/ui/More'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { differencesQuery, type Rule, versionsQuery } from './api/rules'
import styles from './automation.module.css'
import { t } from './words'

/** Who saved what, and what each version changed. */
export function Versions({ rule: { id } }: { rule: Rule }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.versions} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('versions')}</summary>
      {open && <List id={id} />}
    </details>
  )
}

function List({ id }: { id: string }) {
  const { data, error, ...pages } = useInfiniteQuery(versionsQuery(id))
  return (
    <>
      <ProblemAlert error={error} />
      <ol className={parts.list}>
        {data?.map(({ version, savedAt, savedBy, name }) => (
          <li key={version} className={styles.version}>
            <div className={parts.facts}>
              <strong>{t('version', { number: version })}</strong>
              <span>{name}</span>
              <span>{savedBy}</span>
              <Moment at={savedAt} />
            </div>
            {version > 1 && <Differences id={id} version={version} />}
          </li>
        ))}
      </ol>
      <More pages={pages} />
    </>
  )
}

function Differences({ id, version }: { id: string; version: number }) {
  const { data, error } = useQuery(differencesQuery(id, version - 1, version))
  if (error) return <ProblemAlert error={error} />
  return (
    <dl className={styles.differences}>
      {data?.items.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before !== undefined && before !== null && <del>{shown(before)}</del>}
            {after !== undefined && after !== null && <ins>{shown(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1))
