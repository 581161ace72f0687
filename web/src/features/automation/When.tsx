import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FieldError } from '@/shared/api/problem'
import { useMe } from '@/shared/session/me'
import { observatoryQuery } from '@/shared/session/observatory'
import parts from '@/shared/ui/parts.module.css'
import ui from '@/shared/ui/ui.module.css'
import { eventTypesQuery } from './api/rules'
import styles from './automation.module.css'
import type { Draft, Trigger } from './draft'
import { HookPicker } from './hook/HookPicker'
import { t } from './words'

type Props = { trigger: Draft['trigger']; readOnly: boolean; errors: readonly FieldError[]; onChange: (trigger: Trigger) => void }

const presets = [
  ['preset.workdays', '0 9 * * MON-FRI'],
  ['preset.daily', '0 8 * * *'],
  ['preset.hourly', '0 * * * *'],
  ['preset.monthly', '0 7 1 * *'],
] as const

export function When({ trigger, readOnly, errors, onChange }: Props) {
  const zone = useQuery(observatoryQuery(useMe().observatory.id)).data?.settings.timezone ?? 'UTC'
  const types = useQuery(eventTypesQuery).data?.items ?? []
  const begin = (kind: string) =>
    onChange(
      kind === 'event'
        ? { kind, type: types[0]?.id ?? 'connection.broken' }
        : kind === 'webhook'
          ? { kind, hook: '' }
          : { kind: 'schedule', cron: presets[0][1], zone },
    )
  return (
    <section className={ui.card}>
      <h2 className={parts.part}>{t('when')}</h2>
      <NativeSelect
        aria-label={t('whenKind')}
        value={trigger.kind}
        disabled={readOnly}
        data={[
          { value: 'schedule', label: t('kind.schedule') },
          { value: 'event', label: t('kind.event') },
          { value: 'webhook', label: t('kind.webhook') },
        ]}
        onChange={(event) => begin(event.currentTarget.value)}
      />
      {trigger.kind === 'schedule' && <Schedule trigger={trigger} readOnly={readOnly} errors={errors} onChange={onChange} />}
      {trigger.kind === 'event' && (
        <NativeSelect
          label={t('event')}
          value={trigger.type}
          disabled={readOnly}
          data={types.length > 0 ? types.map(({ id, title }) => ({ value: id, label: title })) : [trigger.type]}
          description={types.find(({ id }) => id === trigger.type)?.description}
          error={about(errors, 'type')}
          onChange={(event) => onChange({ kind: 'event', type: event.currentTarget.value })}
        />
      )}
      {trigger.kind === 'webhook' && (
        <HookPicker
          hook={trigger.hook}
          readOnly={readOnly}
          error={about(errors, 'hook')}
          onChange={(hook) => onChange({ kind: 'webhook', hook })}
        />
      )}
    </section>
  )
}

const about = (errors: readonly FieldError[], name: string): string | undefined =>
  errors.find(({ field }) => field === name || field === `trigger.${name}`)?.message

type ScheduleProps = Omit<Props, 'trigger'> & { trigger: Extract<Trigger, { kind: 'schedule' }> }

function Schedule({ trigger, readOnly, errors, onChange }: ScheduleProps) {
  return (
    <>
      {!readOnly && (
        <div className={ui.row}>
          {presets.map(([words, cron]) => (
            <Button
              key={words}
              size="compact-sm"
              variant={trigger.cron === cron ? 'light' : 'default'}
              aria-pressed={trigger.cron === cron}
              onClick={() => onChange({ ...trigger, cron })}
            >
              {t(words)}
            </Button>
          ))}
        </div>
      )}
      <div className={styles.columns}>
        <TextInput
          label={t('cron')}
          description={t('cronHint')}
          value={trigger.cron}
          readOnly={readOnly}
          spellCheck={false}
          required
          error={about(errors, 'cron')}
          onChange={(event) => onChange({ ...trigger, cron: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('zone')}
          description={t('zoneHint')}
          value={trigger.zone}
          disabled={readOnly}
          data={[...new Set([trigger.zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
          error={about(errors, 'zone')}
          onChange={(event) => onChange({ ...trigger, zone: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
