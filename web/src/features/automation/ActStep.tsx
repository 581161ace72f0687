import { NativeSelect } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { accountName, connectedQuery } from '@/shared/api/connected'
import { platformQuery } from '@/shared/api/platform'
import { catalogueQuery } from '@/shared/api/platforms'
import type { Json, Schema } from '@/shared/schema/schema'
import { withoutBlanks } from '@/shared/schema/schema'
import { SchemaForm } from '@/shared/schema/SchemaForm'
import { useState } from 'react'
import parts from '@/shared/ui/parts.module.css'
import styles from './automation.module.css'
import type { Act } from './draft'
import type { StepProps } from './StepList'
import { t } from './words'

type Group = Readonly<Record<string, Json>>

/** One act on a platform: which, on whose account, with what; the form comes from the action's own schema. */
export function ActStep({ step, readOnly, errors, onChange }: StepProps<Act>) {
  const platforms = useQueries({
    queries: (useQuery(catalogueQuery).data?.items ?? []).map(({ platform }) => platformQuery(platform)),
  }).flatMap(({ data }) => (data ? [data] : []))
  const [platform, name] = step.action.split('/')
  const chosen = platforms.find((one) => one.platform === platform)
  const action = chosen?.actions.find(({ id }) => id === name)
  const accounts = useQuery(connectedQuery).data?.items.filter((one) => one.platform === platform) ?? []
  const [typed, setTyped] = useState<Group>(step.input)
  return (
    <>
      <div className={styles.columns}>
        <NativeSelect
          label={t('action')}
          value={step.action}
          disabled={readOnly}
          data={[
            { value: '', label: t('choose') },
            ...platforms.map(({ platform, name, actions }) => ({
              group: name,
              items: actions.map(({ id, title }) => ({ value: `${platform}/${id}`, label: title })),
            })),
          ]}
          error={errors.find(({ field }) => field === 'action')?.message}
          onChange={(event) => {
            setTyped({})
            const { account: _, ...kept } = step
            onChange({ ...kept, action: event.currentTarget.value, input: {} })
          }}
        />
        {accounts.length > 1 && (
          <NativeSelect
            label={t('account')}
            value={step.account ?? ''}
            disabled={readOnly}
            data={[{ value: '', label: t('choose') }, ...accounts.map((one) => ({ value: one.id, label: accountName(one) }))]}
            error={errors.find(({ field }) => field === 'account')?.message}
            onChange={(event) => onChange({ ...step, account: event.currentTarget.value })}
          />
        )}
      </div>
      {action && (
        <>
          <span className={parts.dim}>{action.description}</span>
          <SchemaForm
            schema={action.input as Schema}
            value={typed}
            readOnly={readOnly}
            errors={errors
              .filter(({ field }) => field.startsWith('input.'))
              .map(({ field, message }) => ({ field: field.slice('input.'.length), message }))}
            onChange={(next) => {
              setTyped(next)
              onChange({ ...step, input: (withoutBlanks(next) ?? {}) as Group })
            }}
          />
          <span className={parts.small}>{t('holes')}</span>
        </>
      )}
    </>
  )
}
