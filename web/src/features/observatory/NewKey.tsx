import { Alert, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { atLeast, type Role, useMe } from '@/shared/session/me'
import { CopyField } from '@/shared/ui/CopyField'
import { fieldError, typed } from '@/shared/ui/form'
import { type Key, keysQuery, makeKey, type NewKey as Wanted } from './api/keys'
import styles from './observatory.module.css'
import { Refusal } from '@/shared/session/StepUp'
import { t } from './words'

const kinds = ['person', 'service', 'agent'] as const
const roles: readonly Role[] = ['viewer', 'approver', 'operator', 'admin', 'owner']
const lifetimes = ['90', '30', '365', '0'] as const
const day = 86_400_000

/** What the form begins with: the key that the new one takes over from, if any. */
export type Draft = { replaces?: Key }

/**
 * The form, and then the key itself: the only time it is ever seen. A key is rotated by making its successor; the old one
 * works until it is revoked, so that nothing stands still meanwhile.
 */
export function NewKey({ draft: { replaces }, onDone }: { draft: Draft; onDone: () => void }) {
  const queries = useQueryClient()
  const { role } = useMe()
  const make = useMutation({
    mutationFn: makeKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  if (make.data) return <Once name={make.variables.name} value={make.data.key} onDone={onDone} />
  return (
    <div className={styles.card}>
      {replaces && <p className={styles.lead}>{t('rotateLead', { name: replaces.name })}</p>}
      <Refusal error={make.error} onStepUp={() => make.variables && make.mutate(make.variables)} />
      <form className={styles.form} onSubmit={(event) => make.mutate(wanted(typed(event)))}>
        <TextInput
          name="name"
          label={t('keyName')}
          defaultValue={replaces?.name}
          description={t('keyNameHint')}
          maxLength={200}
          required
          autoFocus
          error={fieldError(make.error, 'name')}
        />
        <div className={styles.columns}>
          <NativeSelect
            name="kind"
            label={t('keyKind')}
            defaultValue={replaces?.kind}
            data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            error={fieldError(make.error, 'kind')}
          />
          <NativeSelect
            name="role"
            label={t('keyRole')}
            defaultValue={replaces?.role ?? 'operator'}
            data={roles
              .filter((one) => atLeast(role, one))
              .map((one) => ({ value: one, label: t(`role.${one}`) }))}
            error={fieldError(make.error, 'role')}
          />
          <NativeSelect
            name="days"
            label={t('keyExpires')}
            data={lifetimes.map((days) => ({ value: days, label: t(`ends.${days}`) }))}
            error={fieldError(make.error, 'expiresAt')}
          />
        </div>
        <TextInput
          name="scopes"
          label={t('keyScopes')}
          defaultValue={replaces?.scopes.join(' ')}
          description={t('keyScopesHint')}
          error={fieldError(make.error, 'scopes')}
        />
        <div className={styles.foot}>
          <Button type="submit" loading={make.isPending}>
            {t('keyMake')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onDone}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </div>
  )
}

function Once({ name, value, onDone }: { name: string; value: string; onDone: () => void }) {
  return (
    <Alert color="teal" role="status" icon={<IconKey aria-hidden />} title={t('keyMade')}>
      <div className={styles.form}>
        <span>{t('keyMadeLead')}</span>
        <CopyField label={t('keyValue', { name })} value={value} />
        <Button variant="default" onClick={onDone}>
          {t('keyDone')}
        </Button>
      </div>
    </Alert>
  )
}

function wanted({ name = '', kind, role, days, scopes = '' }: Record<string, string>): Wanted {
  return {
    name,
    kind: kind as NonNullable<Wanted['kind']>,
    role: role as Wanted['role'],
    scopes: scopes.split(/\s+/).filter(Boolean),
    expiresAt: days === '0' ? null : new Date(Date.now() + Number(days) * day).toISOString(),
  }
}
