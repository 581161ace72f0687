import { Button, PasswordInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { isProblem } from '@/shared/api/problem'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { declined, passkeysWork, stepUp, stepUpByPasskey } from './proof'
import { t } from './words'

/** Shown in place of a refusal that asks for a fresh proof; afterwards the refused step is done again. */
export function StepUp({ onDone }: { onDone: () => void }) {
  const prove = useMutation({ mutationFn: stepUp, onSuccess: onDone })
  const byPasskey = useMutation({ mutationFn: stepUpByPasskey, onSuccess: onDone })
  return (
    <form
      className={ui.card}
      onSubmit={(event) => {
        event.stopPropagation()
        byPasskey.reset()
        prove.mutate(typed(event).password ?? '')
      }}
    >
      <strong>{t('stepUpTitle')}</strong>
      <span>{t('stepUpLead')}</span>
      <ProblemAlert error={prove.error ?? (declined(byPasskey.error) ? null : byPasskey.error)} />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        autoFocus
        required
        error={fieldError(prove.error, 'password')}
      />
      <div className={ui.row}>
        <Button type="submit" loading={prove.isPending}>
          {t('goOn')}
        </Button>
        {passkeysWork() && (
          <Button
            variant="default"
            leftSection={<IconFingerprint size={18} aria-hidden />}
            loading={byPasskey.isPending}
            onClick={() => {
              prove.reset()
              byPasskey.mutate()
            }}
          >
            {t('byPasskey')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** A refusal, or the way past it. */
export function Refusal({ error, onStepUp }: { error: unknown; onStepUp: () => void }) {
  if (isProblem(error) && error.code.startsWith('step-up')) return <StepUp onDone={onStepUp} />
  return <ProblemAlert error={error} />
}
