import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import parts from '@/shared/ui/parts.module.css'
import ui from '@/shared/ui/ui.module.css'
import styles from './automation.module.css'
import { CelField } from './CelField'
import type { Assign } from './draft'
import { readValue, type Row, rowsOf, varsOf } from './vars'
import { type StepProps, wrongAt } from './StepList'
import { t } from './words'

/** Names and values for the steps that follow. */
export function SetStep({ step, names, readOnly, errors, onChange }: StepProps<Assign>) {
  const [rows, setRows] = useState<readonly Row[]>(() => rowsOf(step.vars))
  const change = (next: readonly Row[]) => {
    setRows(next)
    onChange({ ...step, vars: varsOf(next) })
  }
  return (
    <>
      {rows.map((row, at) => (
        <div key={at} className={styles.pair}>
          <TextInput
            label={t('variable')}
            value={row.name}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) => change(rows.with(at, { ...row, name: event.currentTarget.value }))}
          />
          <CelField
            label={t('value')}
            template
            value={row.text}
            names={names}
            readOnly={readOnly}
            error={wrongAt(errors, `vars.${row.name}`)}
            onChange={(text) => change(rows.with(at, { ...row, text }))}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={t('removeVariable', { name: row.name })}
              onClick={() => change(rows.toSpliced(at, 1))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      <span className={parts.small}>{t('valueHint', { example: JSON.stringify(readValue('["a"]')) })}</span>
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          className={ui.start}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => change([...rows, { name: '', text: '' }])}
        >
          {t('addVariable')}
        </Button>
      )}
    </>
  )
}
