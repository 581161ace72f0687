import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { FieldError } from '@/shared/api/problem'
import ui from '@/shared/ui/ui.module.css'
import styles from './automation.module.css'
import { freshId, isAct, isPlainWait, moved, type Step } from './draft'
import { ActStep } from './ActStep'
import { RawStep } from './RawStep'
import { t } from './words'
import { WaitStep } from './WaitStep'

type Props = { steps: readonly Step[]; readOnly: boolean; errors: readonly FieldError[]; onChange: (steps: readonly Step[]) => void }

const fresh: Readonly<Record<string, (id: string) => Step>> = {
  act: (id) => ({ kind: 'act', id, action: '', input: {} }),
  wait: (id) => ({ kind: 'wait', id, for: 'PT1H' }),
  branch: (id) => ({ kind: 'branch', id, if: 'true', then: [], else: [] }),
}

/** What is done, in order. */
export function StepList({ steps, readOnly, errors, onChange }: Props) {
  const add = (kind: 'act' | 'wait' | 'branch') => onChange([...steps, fresh[kind]!(freshId(kind, steps))])
  return (
    <section className={ui.card}>
      <h2 className={styles.part}>{t('then')}</h2>
      {steps.length === 0 && <span className={styles.dim}>{t('noSteps')}</span>}
      <ol className={styles.stepList}>
        {steps.map((step, at) => (
          <li key={step.id} className={styles.step}>
            <header className={styles.stepHead}>
              <strong>{t(`step.${step.kind}`)}</strong>
              <code>{step.id}</code>
              {!readOnly && <Order steps={steps} at={at} onChange={onChange} />}
            </header>
            <OneStep
              step={step}
              readOnly={readOnly}
              errors={below(errors, at)}
              onChange={(next) => onChange(steps.with(at, next))}
            />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div className={ui.row}>
          {(['act', 'wait', 'branch'] as const).map((kind) => (
            <Button
              key={kind}
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => add(kind)}
            >
              {t(`step.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

export type StepProps<S extends Step> = {
  step: S
  readOnly: boolean
  errors: readonly FieldError[]
  onChange: (step: Step) => void
}

function OneStep(props: StepProps<Step>) {
  const { step } = props
  if (isAct(step)) return <ActStep {...props} step={step} />
  if (isPlainWait(step)) return <WaitStep {...props} step={step} />
  return <RawStep {...props} />
}

/** Mistakes of one step, named from the step on. */
const below = (errors: readonly FieldError[], at: number): readonly FieldError[] =>
  errors
    .filter(({ field }) => field.startsWith(`steps.${at}.`))
    .map(({ field, message }) => ({ field: field.slice(`steps.${at}.`.length), message }))

function Order({ steps, at, onChange }: { steps: readonly Step[]; at: number; onChange: Props['onChange'] }) {
  const number = at + 1
  return (
    <span className={styles.order}>
      <ActionIcon variant="subtle" color="gray" aria-label={t('moveUp', { number })} disabled={at === 0} onClick={() => onChange(moved(steps, at, -1))}>
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('moveDown', { number })}
        disabled={number === steps.length}
        onClick={() => onChange(moved(steps, at, 1))}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" color="red" aria-label={t('removeStep', { number })} onClick={() => onChange(steps.toSpliced(at, 1))}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </span>
  )
}
