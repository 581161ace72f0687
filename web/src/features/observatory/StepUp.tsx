import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { isProblem } from '@/shared/api/problem'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { stepUp } from './api/stepUp'
import styles from './observatory.module.css'
import { t } from './words'

/** Shown in place of a refusal that asks for a fresh proof; afterwards the refused step is done again. */
export function StepUp({ onDone }: { onDone: () => void }) {
  const prove = useMutation({ mutationFn: stepUp, onSuccess: onDone })
  return (
    <form
      className={`${styles.card} ${styles.form}`}
      onSubmit={(event) => {
        event.stopPropagation()
        prove.mutate(typed(event).password ?? '')
      }}
    >
      <strong>{t('stepUpTitle')}</strong>
      <span>{t('stepUpLead')}</span>
      <ProblemAlert error={prove.error} />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        autoFocus
        required
        error={fieldError(prove.error, 'password')}
      />
      <Button type="submit" loading={prove.isPending}>
        {t('go')}
      </Button>
    </form>
  )
}

/** A refusal, or the way past it. */
export function Refusal({ error, onStepUp }: { error: unknown; onStepUp: () => void }) {
  if (isProblem(error) && error.code.startsWith('step-up')) return <StepUp onDone={onStepUp} />
  return <ProblemAlert error={error} />
}
