import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Answer, type Body } from '@/shared/api/client'
import { isProblem } from '@/shared/api/problem'
import { meQuery } from '@/shared/session/me'
import { ButtonLink } from '@/shared/ui/links'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { accept, invitationQuery } from './api/invitation'
import { DoorCard } from './DoorCard'
import { useEnter } from './entering'
import styles from './observatory.module.css'
import { t } from './words'

const route = getRouteApi('/outside/invitation/$token')
type Offer = Answer<'/api/invitations/{token}/page', 'get'>
type Acceptance = Body<'/api/invitations/{token}/accept', 'post'>

export function InvitationPage() {
  const { token } = route.useParams()
  const { data: offer, error, refetch } = useQuery(invitationQuery(token))
  const me = useQuery(meQuery)
  if (isProblem(error) && [404, 410].includes(error.status))
    return <DoorCard title={t('inviteGone')} lead={t('inviteGoneLead')} />
  if (error) return <DoorCard title={t('invite')}><ProblemAlert error={error} onRetry={() => void refetch()} /></DoorCard>
  if (!offer || me.isPending) return <DoorCard title={t('invite')}><Waiting rows={3} height={58} /></DoorCard>
  return <Acceptance token={token} offer={offer} signedIn={Boolean(me.data)} />
}

function Acceptance({ token, offer, signedIn }: { token: string; offer: Offer; signedIn: boolean }) {
  const enter = useEnter()
  const act = useMutation({ mutationFn: (body: Acceptance) => accept(token, body), onSuccess: enter })
  const { observatory, invitedBy, role, hasAccount } = offer
  return (
    <DoorCard
      title={t('inviteTitle', { observatory })}
      lead={t('inviteLead', { invitedBy, role: t(`role.${role}`).toLocaleLowerCase() })}
    >
      <ProblemAlert error={act.error} />
      {hasAccount && !signedIn && (
        <>
          <span>{t('inviteHasAccount')}</span>
          <ButtonLink to="/sign-in" search={{ next: `/invitation/${token}` }}>
            {t('signIn')}
          </ButtonLink>
        </>
      )}
      {hasAccount && signedIn && (
        <Button loading={act.isPending} onClick={() => act.mutate({})}>
          {t('inviteAccept')}
        </Button>
      )}
      {!hasAccount && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            const { name = '', password = '' } = typed(event)
            act.mutate({ name, password })
          }}
        >
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
      )}
    </DoorCard>
  )
}
