import parts from '@/shared/ui/parts.module.css'
import styles from './automation.module.css'
import { CelField } from './CelField'
import type { Branch } from './draft'
import { StepList, type StepProps, wrongAt } from './StepList'
import { t } from './words'

/** One way or the other, by a condition. */
export function BranchStep({ step, onChange, ...rest }: StepProps<Branch>) {
  const { names, readOnly, errors } = rest
  return (
    <>
      <CelField
        label={t('branchIf')}
        placeholder={t('conditionHint')}
        value={step.if}
        names={names}
        readOnly={readOnly}
        error={wrongAt(errors, 'if')}
        onChange={(value) => onChange({ ...step, if: value })}
      />
      {(['then', 'else'] as const).map((way) => (
        <section key={way} className={styles.inside} aria-label={t(`way.${way}`)}>
          <h3 className={parts.way}>{t(`way.${way}`)}</h3>
          <StepList {...rest} inside field={way} steps={step[way] ?? []} onChange={(steps) => onChange({ ...step, [way]: steps })} />
        </section>
      ))}
    </>
  )
}
