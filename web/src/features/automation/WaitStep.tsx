import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { eventTypesQuery } from './api/rules'
import styles from './automation.module.css'
import { CelField } from './CelField'
import type { Wait } from './draft'
import { type StepProps, wrongAt } from './StepList'
import { t } from './words'

const ways = ['for', 'until', 'event'] as const
type Way = (typeof ways)[number]

/** Goes on after a time, at a time, or when an event comes. */
export function WaitStep(props: StepProps<Wait>) {
  const { step, readOnly, onChange } = props
  const way: Way = ways.find((one) => step[one] !== undefined) ?? 'for'
  const { for: _for, until: _until, event: _event, ...bare } = step
  const begin: Record<Way, Wait> = {
    for: { ...bare, for: 'PT1H' },
    until: { ...bare, until: '' },
    event: { ...bare, event: { type: 'action.succeeded', within: 'P1D' } },
  }
  return (
    <>
      <NativeSelect
        label={t('waitWay')}
        value={way}
        disabled={readOnly}
        data={ways.map((one) => ({ value: one, label: t(`wait.${one}`) }))}
        onChange={(event) => onChange(begin[event.currentTarget.value as Way])}
      />
      {way === 'event' ? <Awaited {...props} /> : <Moment {...props} way={way} />}
    </>
  )
}

function Moment({ step, way, names, readOnly, errors, onChange }: StepProps<Wait> & { way: 'for' | 'until' }) {
  return (
    <CelField
      label={t(`wait.${way}`)}
      description={t(way === 'for' ? 'waitForHint' : 'waitUntilHint')}
      template
      value={step[way] ?? ''}
      names={names}
      readOnly={readOnly}
      error={wrongAt(errors, way)}
      onChange={(value) => onChange({ ...step, [way]: value })}
    />
  )
}

const aboutEvent = ['type', 'title', 'status', 'connection', 'call'].map((name) => `event.${name}`)

function Awaited({ step, names, readOnly, errors, onChange }: StepProps<Wait>) {
  const types = useQuery(eventTypesQuery).data?.items ?? []
  const event = step.event ?? { type: '', within: 'P1D' }
  const { condition, ...bare } = event
  const fields = Object.keys(types.find(({ id }) => id === event.type)?.data ?? {}).map((name) => `event.data.${name}`)
  return (
    <>
      <div className={styles.columns}>
        <NativeSelect
          label={t('event')}
          value={event.type}
          disabled={readOnly}
          data={types.map(({ id, title }) => ({ value: id, label: title }))}
          error={wrongAt(errors, 'event.type')}
          onChange={(change) => onChange({ ...step, event: { ...event, type: change.currentTarget.value } })}
        />
        <TextInput
          label={t('within')}
          description={t('waitForHint')}
          value={event.within}
          readOnly={readOnly}
          error={wrongAt(errors, 'event.within')}
          onChange={(change) => onChange({ ...step, event: { ...event, within: change.currentTarget.value } })}
        />
      </div>
      <CelField
        label={t('eventIf')}
        value={condition ?? ''}
        names={[...fields, ...aboutEvent, ...names]}
        readOnly={readOnly}
        error={wrongAt(errors, 'event.condition')}
        onChange={(value) => onChange({ ...step, event: value.trim() === '' ? bare : { ...event, condition: value } })}
      />
    </>
  )
}
