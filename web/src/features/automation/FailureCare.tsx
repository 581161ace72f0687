import { NativeSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import styles from './automation.module.css'
import type { Step } from './draft'
import { namesQuery } from './names'
import type { StepProps } from './StepList'
import { wrongAt } from './StepList'
import { t } from './words'

/** What happens when the step fails: tried again, gone on, or told to another rule. Folded until somebody cares. */
export function FailureCare({ step, readOnly, errors, onChange }: StepProps<Step>) {
  const rules = useQuery(namesQuery).data?.items ?? []
  const { onFailure, retry, ...bare } = step
  const then = typeof onFailure === 'object' ? onFailure.rule : (onFailure ?? 'stop')
  const failing = (value: string) => (value === 'stop' ? {} : { onFailure: value === 'continue' ? value : { rule: value } })
  const kept = retry ? { retry } : {}
  const mayRetry = step.kind === 'act' || step.kind === 'call_rule'
  return (
    <details className={styles.fold} open={onFailure !== undefined || retry !== undefined || errors.some(({ field }) => /^(onFailure|retry)/.test(field))}>
      <summary>{t('whenFails')}</summary>
      <div className={styles.columns}>
        <NativeSelect
          label={t('then')}
          value={then}
          disabled={readOnly}
          data={[
            { value: 'stop', label: t('failure.stop') },
            { value: 'continue', label: t('failure.continue') },
            ...rules.map(({ id, name }) => ({ value: id, label: t('failure.rule', { name }) })),
          ]}
          error={wrongAt(errors, 'onFailure')}
          onChange={(event) => onChange({ ...bare, ...kept, ...failing(event.currentTarget.value) } as Step)}
        />
        {mayRetry && (
          <NumberInput
            label={t('tries')}
            description={t('triesHint')}
            value={retry?.attempts ?? 1}
            min={1}
            max={20}
            allowDecimal={false}
            hideControls
            readOnly={readOnly}
            error={wrongAt(errors, 'retry')}
            onChange={(attempts) =>
              onChange({ ...bare, ...failing(then), ...(Number(attempts) > 1 ? { retry: { ...retry, attempts: Number(attempts) } } : {}) } as Step)
            }
          />
        )}
      </div>
    </details>
  )
}
