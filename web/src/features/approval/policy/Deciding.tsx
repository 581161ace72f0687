import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import type { FieldError } from '@/shared/api/problem'
import type { Line } from './api'
import styles from './policy.module.css'
import { t } from './words'

const roles = ['approver', 'operator', 'admin', 'owner'] as const
const times = ['PT15M', 'PT1H', 'PT4H', 'PT24H', 'PT72H', 'PT168H'] as const
const ends = ['reject', 'escalate', 'approve'] as const

type Props = { line: Line; readOnly: boolean; errors: readonly FieldError[]; onChange: (line: Line) => void }

/** What goes with the outcome: a proof for what is allowed; whom, how many and until when for what is asked. */
export function Deciding({ line, readOnly, errors, onChange }: Props) {
  const wrong = errors.find(({ field }) => /\.(by|within|atDeadline|reason|stepUp)/.test(field))?.message
  const within = line.within ?? 'PT24H'
  const by = line.by ?? {}
  return (
    <>
      {line.then === 'allow' && (
        <Checkbox
          label={t('stepUp')}
          checked={line.stepUp === true}
          disabled={readOnly}
          onChange={(event) => {
            const { stepUp: _, ...bare } = line
            onChange(event.currentTarget.checked ? { ...bare, stepUp: true } : bare)
          }}
        />
      )}
      {line.then === 'ask' && (
        <div className={styles.choices}>
          <NativeSelect
            label={t('by')}
            value={by.role ?? 'approver'}
            disabled={readOnly}
            data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            onChange={(event) => onChange({ ...line, by: { ...by, role: event.currentTarget.value as 'admin' } })}
          />
          <NumberInput
            label={t('count')}
            value={by.count ?? 1}
            min={1}
            max={10}
            allowDecimal={false}
            hideControls
            readOnly={readOnly}
            onChange={(count) => onChange({ ...line, by: { role: by.role ?? 'approver', ...by, count: Number(count) || 1 } })}
          />
          <NativeSelect
            label={t('within')}
            value={within}
            disabled={readOnly}
            data={[...new Set([within, ...times])].map((time) => ({ value: time, label: spoken(time) }))}
            onChange={(event) => onChange({ ...line, within: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('atDeadline')}
            value={line.atDeadline ?? 'reject'}
            disabled={readOnly}
            data={ends.map((end) => ({ value: end, label: t(`end.${end}`) }))}
            onChange={(event) => onChange({ ...line, atDeadline: event.currentTarget.value as 'reject' })}
          />
        </div>
      )}
      {line.then !== 'allow' && (
        <TextInput
          label={t('reason')}
          description={t('reasonHint')}
          value={line.reason ?? ''}
          maxLength={500}
          readOnly={readOnly}
          error={wrong}
          onChange={(event) => {
            const { reason: _, ...bare } = line
            onChange(event.currentTarget.value ? { ...bare, reason: event.currentTarget.value } : bare)
          }}
        />
      )}
    </>
  )
}

/** The usual ones in words; another as it is written. */
function spoken(time: string): string {
  const known = times.find((one) => one === time)
  return known ? t(`time.${known}`) : time
}
