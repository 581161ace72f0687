import { NumberInput } from '@mantine/core'
import parts from '@/shared/ui/parts.module.css'
import styles from './automation.module.css'
import { CelField } from './CelField'
import type { ForEach } from './draft'
import { StepList, type StepProps, wrongAt } from './StepList'
import { t } from './words'

const usual = 100

/** The same for each member of a list; inside, it is called item. */
export function ForEachStep({ step, onChange, names, ...rest }: StepProps<ForEach>) {
  const { readOnly, errors } = rest
  const { most: _, ...bare } = step
  return (
    <>
      <div className={styles.columns}>
        <CelField
          label={t('items')}
          description={t('itemsHint')}
          value={step.items}
          names={names}
          readOnly={readOnly}
          error={wrongAt(errors, 'items')}
          onChange={(items) => onChange({ ...step, items })}
        />
        <NumberInput
          label={t('most')}
          description={t('mostHint')}
          value={step.most ?? ''}
          placeholder={String(usual)}
          min={1}
          max={10_000}
          allowDecimal={false}
          hideControls
          readOnly={readOnly}
          error={wrongAt(errors, 'most')}
          onChange={(most) => onChange(typeof most === 'number' ? { ...step, most } : bare)}
        />
      </div>
      <section className={styles.inside} aria-label={t('eachDoes')}>
        <h3 className={parts.way}>{t('eachDoes')}</h3>
        <StepList {...rest} inside names={['item', ...names]} field="steps" steps={step.steps} onChange={(steps) => onChange({ ...step, steps })} />
      </section>
    </>
  )
}
