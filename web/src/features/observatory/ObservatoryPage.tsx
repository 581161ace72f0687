import { Alert, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { atLeast, meQuery, useMe } from '@/shared/session/me'
import { observatoryQuery } from '@/shared/session/observatory'
import { Refusal } from '@/shared/session/StepUp'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import type { Answer } from '@/shared/api/client'
import { changeObservatory } from './api/observatory'
import { EndObservatory } from './EndObservatory'
import { NewObservatory } from './NewObservatory'
import styles from './observatory.module.css'
import { currencies, locales, zones } from './regions'
import { t } from './words'

type Observatory = Answer<'/api/observatories/{observatory}', 'get'>

/** How many days what is kept, from the least to the most. */
const kept = [
  ['retention', 'retentionHint', 30, 3650],
  ['runRetention', 'runRetentionHint', 1, 3650],
  ['webhookRetention', 'webhookRetentionHint', 1, 365],
] as const

export function ObservatoryPage() {
  const me = useMe()
  const { data, error, refetch } = useQuery(observatoryQuery(me.observatory.id))
  const mayChange = atLeast(me.role, 'admin')
  return (
    <section className={styles.section} aria-label={t('observatory')}>
      <div className={styles.head}>
        <p>{t('observatoryLead')}</p>
      </div>
      {!mayChange && (
        <Alert color="gray" icon={<IconLock aria-hidden />}>
          {t('readOnlyObservatory', { role: t(`role.${me.role}`) })}
        </Alert>
      )}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={1} height={330} />}
      {data && <Change key={data.id} observatory={data} readOnly={!mayChange} />}
      {me.superadmin && <NewObservatory />}
      {me.role === 'owner' && data && <EndObservatory observatory={data} />}
    </section>
  )
}

function Change({ observatory: { id, name, settings }, readOnly }: { observatory: Observatory; readOnly: boolean }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (body: Parameters<typeof changeObservatory>[1]) => changeObservatory(id, body),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: observatoryQuery(id).queryKey }),
        queries.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]),
  })
  const wrong = (field: string) => fieldError(save.error, field) ?? fieldError(save.error, `settings.${field}`)
  return (
    <form className={`${styles.card} ${styles.form}`} onChange={() => save.isSuccess && save.reset()} onSubmit={(event) => save.mutate(wanted(typed(event)))}>
      <Refusal error={save.error} onStepUp={() => save.variables && save.mutate(save.variables)} />
      <TextInput name="name" label={t('observatoryName')} defaultValue={name} required readOnly={readOnly} error={wrong('name')} />
      <div className={styles.columns}>
        <NativeSelect
          name="timezone"
          label={t('timezone')}
          description={t('timezoneHint')}
          defaultValue={settings.timezone}
          disabled={readOnly}
          data={zones(settings.timezone)}
          error={wrong('timezone')}
        />
        <NativeSelect
          name="locale"
          label={t('locale')}
          description={t('localeHint')}
          defaultValue={settings.locale}
          disabled={readOnly}
          data={locales(settings.locale)}
          error={wrong('locale')}
        />
        <NativeSelect
          name="currency"
          label={t('currency')}
          description={t('currencyHint')}
          defaultValue={settings.currency}
          disabled={readOnly}
          data={currencies(settings.currency)}
          error={wrong('currency')}
        />
      </div>
      <div className={styles.columns}>
        {kept.map(([field, hint, least, most]) => (
          <NumberInput
            key={field}
            name={field}
            label={t(field)}
            description={t(hint)}
            defaultValue={settings[field] ?? ''}
            min={least}
            max={most}
            allowDecimal={false}
            required
            readOnly={readOnly}
            hideControls
            error={wrong(field)}
          />
        ))}
      </div>
      {!readOnly && (
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <span role="status">{save.isSuccess && t('saved')}</span>
        </div>
      )}
    </form>
  )
}

function wanted({ name = '', timezone, locale, currency, retention, runRetention, webhookRetention }: Record<string, string>) {
  return {
    name,
    settings: {
      timezone: timezone!,
      locale: locale!,
      currency: currency!,
      retention: Number(retention),
      runRetention: Number(runRetention),
      webhookRetention: Number(webhookRetention),
    },
  }
}
