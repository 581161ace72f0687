import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { TextLink } from '@/shared/ui/links'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { declined, passkeysWork } from '@/shared/session/proof'
import { signInByPasskey } from './api/passkeys'
import { signIn } from './api/signIn'
import { DoorCard } from './DoorCard'
import { useEnter } from './entering'
import styles from './observatory.module.css'
import { t } from './words'

const route = getRouteApi('/outside/sign-in')

export function SignInPage() {
  const enter = useEnter(route.useSearch().next)
  const byPassword = useMutation({ mutationFn: signIn, onSuccess: enter })
  const byPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: enter })
  return (
    <DoorCard title={t('signIn')}>
      <ProblemAlert error={byPassword.error ?? (declined(byPasskey.error) ? null : byPasskey.error)} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          const { email = '', password = '' } = typed(event)
          byPasskey.reset()
          byPassword.mutate({ email, password })
        }}
      >
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username webauthn"
          required
          error={fieldError(byPassword.error, 'email')}
        />
        <PasswordInput
          name="password"
          label={t('password')}
          autoComplete="current-password"
          required
          error={fieldError(byPassword.error, 'password')}
        />
        <Button type="submit" loading={byPassword.isPending}>
          {t('signIn')}
        </Button>
      </form>
      {passkeysWork() && (
        <>
          <div className={styles.or}>{t('or')}</div>
          <Button
            variant="default"
            leftSection={<IconFingerprint size={18} aria-hidden />}
            loading={byPasskey.isPending}
            onClick={() => {
              byPassword.reset()
              byPasskey.mutate()
            }}
          >
            {t('signInPasskey')}
          </Button>
        </>
      )}
      <TextLink to="/lost-password">
        {t('lost')}
      </TextLink>
    </DoorCard>
  )
}
