import { Textarea } from '@mantine/core'
import type { Json } from '@/shared/schema/schema'
import parts from '@/shared/ui/parts.module.css'
import { t } from './words'

type Props = { label: string; description?: string; text: string; onChange: (text: string) => void }

export function JsonField({ label, description, text, onChange }: Props) {
  return (
    <Textarea
      label={label}
      description={description}
      value={text}
      autosize
      minRows={4}
      maxRows={16}
      spellCheck={false}
      classNames={{ input: parts.code! }}
      error={parsed(text) === undefined && t('notJson')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Undefined where it is no JSON. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

export const written = (value: unknown): string => JSON.stringify(value, null, 2)
