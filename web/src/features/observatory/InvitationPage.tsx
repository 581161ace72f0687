import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { isProblem } from '@/shared/api/problem'
import { meQuery } from '@/shared/session/me'
import { fieldError, typed } from '@/shared/ui/form'
import { ButtonLink } from '@/shared/ui/links'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { accept, invitationQuery, join, type Offer } from './api/invitation'
import { DoorCard } from './DoorCard'
import { useEnter } from './entering'
import styles from './observatory.module.css'
import { useToken } from './useToken'
import { t } from './words'

export function InvitationPage() {
  const token = useToken()
  const { data: offer, error, refetch } = useQuery({ ...invitationQuery(token), enabled: token !== '' })
  const me = useQuery(meQuery)
  if (!token || (isProblem(error) && [404, 410].includes(error.status)))
    return <DoorCard title={t('inviteGone')} lead={t('inviteGoneLead')} />
  if (offer && !me.isPending) return <Acceptance token={token} offer={offer} signedIn={Boolean(me.data)} />
  return (
    <DoorCard title={t('invite')}>
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Waiting rows={3} height={58} />}
    </DoorCard>
  )
}

type Props = { token: string; offer: Offer }

function Acceptance({ token, offer, signedIn }: Props & { signedIn: boolean }) {
  const { observatory, role, account } = offer
  return (
    <DoorCard
      title={t('inviteTitle', { observatory })}
      lead={t('inviteLead', { role: t(`role.${role}`).toLocaleLowerCase() })}
    >
      {account && signedIn && <Accept token={token} />}
      {account && !signedIn && <SignInFirst token={token} />}
      {!account && <Join token={token} offer={offer} />}
    </DoorCard>
  )
}

function SignInFirst({ token }: { token: string }) {
  return (
    <>
      <span>{t('inviteHasAccount')}</span>
      <ButtonLink to="/sign-in" search={{ next: `/invitation#${token}` }}>
        {t('signIn')}
      </ButtonLink>
    </>
  )
}

function Accept({ token }: { token: string }) {
  const enter = useEnter()
  const act = useMutation({ mutationFn: () => accept(token), onSuccess: enter })
  return (
    <>
      <ProblemAlert error={act.error} />
      <Button loading={act.isPending} onClick={() => act.mutate()}>
        {t('inviteAccept')}
      </Button>
    </>
  )
}

function Join({ token, offer }: Props) {
  const enter = useEnter()
  const act = useMutation({ mutationFn: join, onSuccess: enter })
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        const { name = '', password = '' } = typed(event)
        act.mutate({ token, name, password })
      }}
    >
      <ProblemAlert error={act.error} />
      <TextInput label={t('email')} value={offer.email} autoComplete="username" readOnly />
      <TextInput name="name" label={t('yourName')} autoComplete="name" required error={fieldError(act.error, 'name')} />
      <PasswordInput
        name="password"
        label={t('password')}
        description={t('passwordHint')}
        autoComplete="new-password"
        minLength={12}
        required
        error={fieldError(act.error, 'password')}
      />
      <Button type="submit" loading={act.isPending}>
        {t('inviteAccept')}
      </Button>
    </form>
  )
}
