import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { isProblem } from '@/shared/api/problem'
import { fieldError, typed } from '@/shared/ui/form'
import { TextLink } from '@/shared/ui/links'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { choosePassword } from './api/reset'
import { DoorCard } from './DoorCard'
import { useEnter } from './entering'
import styles from './observatory.module.css'
import { useToken } from './useToken'
import { t } from './words'

/** Whether the link still works only shows when it is used: looking at it must not use it up, nor tell whose it is. */
export function ResetPage() {
  const token = useToken()
  const enter = useEnter()
  const act = useMutation({ mutationFn: choosePassword, onSuccess: enter })
  if (!token || (isProblem(act.error) && act.error.status === 404)) return <Gone />
  return (
    <DoorCard title={t('resetTitle')} lead={t('resetLead')}>
      <form
        className={styles.form}
        onSubmit={(event) => act.mutate({ token, password: typed(event).password ?? '' })}
      >
        <ProblemAlert error={act.error} />
        <PasswordInput
          name="password"
          label={t('newPassword')}
          description={t('passwordHint')}
          autoComplete="new-password"
          minLength={12}
          required
          error={fieldError(act.error, 'password')}
        />
        <Button type="submit" loading={act.isPending}>
          {t('resetAct')}
        </Button>
      </form>
    </DoorCard>
  )
}

function Gone() {
  return (
    <DoorCard title={t('resetGone')} lead={t('resetGoneLead')}>
      <TextLink to="/lost-password">{t('lost')}</TextLink>
    </DoorCard>
  )
}
