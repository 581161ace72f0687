import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CelField } from './CelField'
import type { CallRule } from './draft'
import { namesQuery } from './names'
import { type StepProps, wrongAt } from './StepList'
import { readValue, writeValue } from './vars'
import { t } from './words'

/** Another rule, and what is its trigger then. */
export function CallRuleStep({ step, names, readOnly, errors, onChange }: StepProps<CallRule>) {
  const rules = useQuery(namesQuery).data?.items ?? []
  const { input, ...bare } = step
  const [text, setText] = useState(() => (input === undefined || input === null ? '' : writeValue(input)))
  return (
    <>
      <NativeSelect
        label={t('otherRule')}
        value={step.rule}
        disabled={readOnly}
        data={[{ value: '', label: t('choose') }, ...rules.map(({ id, name }) => ({ value: id, label: name }))]}
        error={wrongAt(errors, 'rule')}
        onChange={(event) => onChange({ ...step, rule: event.currentTarget.value })}
      />
      <CelField
        label={t('callInput')}
        description={t('callInputHint')}
        template
        value={text}
        names={names}
        readOnly={readOnly}
        error={wrongAt(errors, 'input')}
        onChange={(next) => {
          setText(next)
          onChange(next.trim() === '' ? bare : { ...bare, input: readValue(next) })
        }}
      />
    </>
  )
}
