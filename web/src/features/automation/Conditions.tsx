import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { FieldError } from '@/shared/api/problem'
import parts from '@/shared/ui/parts.module.css'
import ui from '@/shared/ui/ui.module.css'
import styles from './automation.module.css'
import { CelField } from './CelField'
import { wrongAt } from './StepList'
import { t } from './words'

type Props = {
  conditions: readonly string[]
  names: readonly string[]
  readOnly: boolean
  errors: readonly FieldError[]
  onChange: (conditions: readonly string[]) => void
}

/** All must hold; in CEL, checked by the server with the place of each mistake. */
export function Conditions({ conditions, names, readOnly, errors, onChange }: Props) {
  return (
    <section className={ui.card}>
      <h2 className={parts.part}>{t('if')}</h2>
      {conditions.length === 0 && <span className={parts.dim}>{t('always')}</span>}
      {conditions.map((condition, at) => (
        <div key={at} className={styles.condition}>
          <CelField
            label={t('condition', { number: at + 1 })}
            hidden
            placeholder={t('conditionHint')}
            value={condition}
            names={names}
            readOnly={readOnly}
            error={wrongAt(errors, `conditions.${at}`)}
            onChange={(value) => onChange(conditions.with(at, value))}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={t('removeCondition', { number: at + 1 })}
              onClick={() => onChange(conditions.toSpliced(at, 1))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          className={ui.start}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...conditions, ''])}
        >
          {t('addCondition')}
        </Button>
      )}
    </section>
  )
}
