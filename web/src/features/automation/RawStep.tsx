import { Textarea } from '@mantine/core'
import { useState } from 'react'
import styles from './automation.module.css'
import type { Step } from './draft'
import type { StepProps } from './StepList'
import { t } from './words'

/** A step without a form of its own, as JSON: nothing of it is lost, and the server checks it. */
export function RawStep({ step, readOnly, errors, onChange }: StepProps<Step>) {
  const { kind, id, ...rest } = step
  const [typed, setTyped] = useState(() => JSON.stringify(rest, null, 2))
  const [broken, setBroken] = useState(false)
  return (
    <Textarea
      aria-label={t('rawStep', { id })}
      value={typed}
      autosize
      minRows={3}
      maxRows={20}
      readOnly={readOnly}
      spellCheck={false}
      classNames={{ input: styles.code! }}
      error={broken ? t('notJson') : errors.map(({ field, message }) => `${field} ${message}`).join(' ')}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        const read = parsed(event.currentTarget.value)
        setBroken(read === undefined)
        if (read) onChange({ ...read, kind, id } as Step)
      }}
    />
  )
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
