import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isProblem } from '@/shared/api/problem'
import { TextLink } from '@/shared/ui/links'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { choosePassword, resetQuery } from './api/reset'
import { signIn } from './api/signIn'
import { DoorCard } from './DoorCard'
import { useEnter } from './entering'
import styles from './observatory.module.css'
import { t } from './words'

const route = getRouteApi('/outside/reset/$token')

export function ResetPage() {
  const { token } = route.useParams()
  const { data, error, refetch } = useQuery(resetQuery(token))
  if (isProblem(error) && [404, 410].includes(error.status)) return <Gone />
  if (error) return <DoorCard title={t('resetTitle')}><ProblemAlert error={error} onRetry={() => void refetch()} /></DoorCard>
  if (!data) return <DoorCard title={t('resetTitle')}><Waiting rows={2} height={58} /></DoorCard>
  return <ResetForm token={token} email={data.email} />
}

function Gone() {
  return (
    <DoorCard title={t('resetGone')} lead={t('resetGoneLead')}>
      <TextLink to="/lost-password">
        {t('lost')}
      </TextLink>
    </DoorCard>
  )
}

function ResetForm({ token, email }: { token: string; email: string }) {
  const enter = useEnter()
  const act = useMutation({
    mutationFn: async (password: string) => {
      await choosePassword(token, password)
      await signIn({ email, password })
    },
    onSuccess: enter,
  })
  return (
    <DoorCard title={t('resetTitle')} lead={t('resetLead', { email })}>
      <form className={styles.form} onSubmit={(event) => act.mutate(typed(event).password ?? '')}>
        <ProblemAlert error={act.error} />
        <input type="hidden" name="username" value={email} autoComplete="username" />
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
