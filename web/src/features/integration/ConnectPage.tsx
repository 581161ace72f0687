import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isProblem } from '@/shared/api/problem'
import { ButtonLink } from '@/shared/ui/links'
import { Heading } from '@/shared/ui/Page'
import { PlatformLogo } from '@/shared/ui/PlatformLogo'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { connectPageQuery, type Request, start } from './api/connectPage'
import styles from './integration.module.css'
import { ScopeList } from './ScopeList'
import { t } from './words'

const route = getRouteApi('/outside/connect/$link')

/** Who asks, for what, and the one button that leaves for the platform. Opening it changes nothing. */
export function ConnectPage() {
  const { link } = route.useParams()
  const { data, error, refetch } = useQuery(connectPageQuery(link))
  if (isProblem(error) && [404, 410].includes(error.status)) return <Gone />
  return (
    <div className={styles.door}>
      {!data && !error && <Waiting rows={3} height={72} />}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data && <Asked link={link} request={data} />}
    </div>
  )
}

function Gone() {
  return (
    <div className={styles.door}>
      <Heading title={t('expired')} />
      <span className={styles.dim}>{t('expiredLead')}</span>
    </div>
  )
}

function Asked({ link, request }: { link: string; request: Request }) {
  const { kind, platform, name, observatory, startedBy, scopes, stage } = request
  return (
    <>
      <PlatformLogo platform={platform} name={name} />
      <Heading title={t('connectTitle', { name })} />
      <span>{t(kind === 'invitation' ? 'askInvited' : 'askOwn', { name, observatory, startedBy })}</span>
      {stage === 'open' ? (
        <>
          <ScopeList heading={t('mayDo', { observatory })} scopes={scopes} />
          {kind === 'invitation' && <span className={styles.note}>{t('invitedNote', { startedBy })}</span>}
          {request.needsSignIn ? <SignInFirst link={link} /> : <Continue link={link} name={name} />}
        </>
      ) : (
        <Result request={request} />
      )}
    </>
  )
}

function SignInFirst({ link }: { link: string }) {
  return (
    <>
      <span>{t('signInFirst')}</span>
      <ButtonLink to="/sign-in" search={{ next: `/connect/${link}` }}>
        {t('signIn')}
      </ButtonLink>
    </>
  )
}

function Continue({ link, name }: { link: string; name: string }) {
  const go = useMutation({
    mutationFn: () => start(link),
    onSuccess: ({ location: there }) => location.assign(there),
  })
  return (
    <>
      <ProblemAlert error={go.error} />
      <Button loading={go.isPending || go.isSuccess} onClick={() => go.mutate()}>
        {t('continueTo', { name })}
      </Button>
    </>
  )
}

function Result({ request: { stage, name, startedBy, failure } }: { request: Request }) {
  if (stage === 'connected' || stage === 'confirm')
    return (
      <Alert color="teal" role="status" icon={<IconCircleCheck aria-hidden />} title={t('success', { name })}>
        {t(stage === 'confirm' ? 'confirmLater' : 'thanks', { startedBy })}
      </Alert>
    )
  if (stage === 'redirected' || stage === 'exchanging') return <span role="status">{t('goingOn')}</span>
  if (stage === 'expired') return <span role="status">{t('expiredLead')}</span>
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('failed', { name })}>
      <div className={styles.inner}>
        <span>{failure?.message ?? t('failedLead')}</span>
        {failure?.whatToDo && <strong>{failure.whatToDo}</strong>}
      </div>
    </Alert>
  )
}
