import { TextInput } from '@mantine/core'
import type { Wait } from './draft'
import type { StepProps } from './StepList'
import { t } from './words'

export function WaitStep({ step, readOnly, errors, onChange }: StepProps<Wait>) {
  return (
    <TextInput
      label={t('waitFor')}
      description={t('waitForHint')}
      value={step.for}
      readOnly={readOnly}
      required
      error={errors.find(({ field }) => field === 'for')?.message}
      onChange={(event) => onChange({ ...step, for: event.currentTarget.value })}
    />
  )
}
