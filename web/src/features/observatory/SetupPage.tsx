import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ButtonLink } from '@/shared/ui/links'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { setUp, setupQuery } from './api/setup'
import { DoorCard } from './DoorCard'
import { useEnter } from './entering'
import styles from './observatory.module.css'
import { useToken } from './useToken'
import { t } from './words'

export function SetupPage() {
  const token = useToken()
  const { data, error, refetch } = useQuery(setupQuery)
  if (error) return <DoorCard title={t('setup')}><ProblemAlert error={error} onRetry={() => void refetch()} /></DoorCard>
  if (!data) return <DoorCard title={t('setup')}><Waiting rows={4} height={58} /></DoorCard>
  if (!data.needed) return <AlreadyDone />
  if (!token) return <NoToken />
  return <SetupForm token={token} />
}

function AlreadyDone() {
  return (
    <DoorCard title={t('setupDone')} lead={t('setupDoneLead')}>
      <ButtonLink to="/sign-in">
        {t('signIn')}
      </ButtonLink>
    </DoorCard>
  )
}

function NoToken() {
  return (
    <DoorCard title={t('tokenMissing')} lead={t('tokenMissingLead')}>
      <pre className={styles.command} tabIndex={0}>
        {t('setupCommand')}
      </pre>
    </DoorCard>
  )
}

function SetupForm({ token }: { token: string }) {
  const enter = useEnter()
  const act = useMutation({ mutationFn: setUp, onSuccess: enter })
  return (
    <DoorCard title={t('setup')} lead={t('setupLead')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          const { name = '', email = '', password = '', observatory = '' } = typed(event)
          act.mutate({ token, name, email, password, observatory })
        }}
      >
        <ProblemAlert error={act.error} />
        <TextInput name="name" label={t('yourName')} autoComplete="name" required error={fieldError(act.error, 'name')} />
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          required
          error={fieldError(act.error, 'email')}
        />
        <PasswordInput
          name="password"
          label={t('password')}
          description={t('passwordHint')}
          autoComplete="new-password"
          minLength={12}
          required
          error={fieldError(act.error, 'password')}
        />
        <TextInput
          name="observatory"
          label={t('observatoryName')}
          description={t('observatoryHint')}
          autoComplete="organization"
          required
          error={fieldError(act.error, 'observatory')}
        />
        <Button type="submit" loading={act.isPending}>
          {t('setUp')}
        </Button>
      </form>
    </DoorCard>
  )
}
