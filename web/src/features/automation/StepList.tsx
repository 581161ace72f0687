import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import type { FieldError } from '@/shared/api/problem'
import parts from '@/shared/ui/parts.module.css'
import { ActStep } from './ActStep'
import { AddStep } from './AddStep'
import styles from './automation.module.css'
import { BranchStep } from './BranchStep'
import { CallRuleStep } from './CallRuleStep'
import { freshId, freshStep, moved, type Step } from './draft'
import { FailureCare } from './FailureCare'
import { ForEachStep } from './ForEachStep'
import { namesAfter } from './known'
import { SetStep } from './SetStep'
import { WaitStep } from './WaitStep'
import { t } from './words'

export type ListProps = {
  /** Where the list stands in what it is part of: `steps`, `then` or `else`. */
  field: string
  steps: readonly Step[]
  /** Part of another step. */
  inside?: boolean
  /** Every step of the rule, so that a new one gets a name of its own. */
  all: readonly Step[]
  names: readonly string[]
  readOnly: boolean
  errors: readonly FieldError[]
  onChange: (steps: readonly Step[]) => void
}

/** What is done, in order; steps that hold steps draw this list again inside. */
export function StepList({ field, steps, inside = false, all, names, readOnly, errors, onChange }: ListProps) {
  return (
    <>
      {steps.length === 0 && <span className={parts.dim}>{t('noSteps')}</span>}
      {steps.length > 0 && (
        <ol className={styles.stepList}>
          {steps.map((step, at) => (
            <li key={step.id} className={styles.step} aria-label={step.id}>
              <header className={styles.stepHead}>
                <strong>{t(`step.${step.kind}`)}</strong>
                <code>{step.id}</code>
                {!readOnly && <Order steps={steps} at={at} onChange={onChange} />}
              </header>
              <OneStep
                step={step}
                all={all}
                names={[...namesAfter(steps.slice(0, at)), ...names]}
                readOnly={readOnly}
                errors={below(errors, `${field}.${at}`)}
                onChange={(next) => onChange(steps.with(at, next))}
              />
            </li>
          ))}
        </ol>
      )}
      {!readOnly && (
        <AddStep folded={inside} onAdd={(kind) => onChange([...steps, freshStep(kind, freshId(kind, all))])} />
      )}
    </>
  )
}

export type StepProps<S extends Step> = {
  step: S
  all: readonly Step[]
  names: readonly string[]
  readOnly: boolean
  errors: readonly FieldError[]
  onChange: (step: Step) => void
}

function OneStep(props: StepProps<Step>) {
  return (
    <>
      <Form {...props} />
      <FailureCare {...props} />
    </>
  )
}

function Form({ step, ...rest }: StepProps<Step>) {
  switch (step.kind) {
    case 'act':
      return <ActStep {...rest} step={step} />
    case 'branch':
      return <BranchStep {...rest} step={step} />
    case 'for_each':
      return <ForEachStep {...rest} step={step} />
    case 'set':
      return <SetStep {...rest} step={step} />
    case 'wait':
      return <WaitStep {...rest} step={step} />
    case 'call_rule':
      return <CallRuleStep {...rest} step={step} />
  }
}

/** Mistakes below one place, named from there on. */
const below = (errors: readonly FieldError[], place: string): readonly FieldError[] =>
  errors.filter(({ field }) => field.startsWith(`${place}.`)).map(({ field, message }) => ({ field: field.slice(place.length + 1), message }))

/** What is wrong with one field, or with anything inside it. */
export const wrongAt = (errors: readonly FieldError[], name: string): string | undefined =>
  errors.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message

type OrderProps = { steps: readonly Step[]; at: number; onChange: ListProps['onChange'] }

function Order({ steps, at, onChange }: OrderProps) {
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
