import { Alert, Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { atLeast, useMe } from '@/shared/session/me'
import { Moment } from '@/shared/time/Moment'
import { More } from '@/shared/ui/More'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { type Invitation, invitationsQuery, membersQuery, withdraw } from './api/people'
import { Invite } from './Invite'
import { MemberItem } from './MemberItem'
import styles from './observatory.module.css'
import { t } from './words'

export function PeoplePage() {
  const me = useMe()
  const mayManage = atLeast(me.role, 'admin')
  const { data, error, refetch, ...pages } = useInfiniteQuery(membersQuery)
  return (
    <section className={styles.section} aria-label={t('people')}>
      <div className={styles.head}>
        <p>{t('peopleLead', { observatory: me.observatory.name })}</p>
      </div>
      {mayManage ? (
        <Invite />
      ) : (
        <Alert color="gray" icon={<IconLock aria-hidden />}>
          {t('readOnlyPeople', { role: t(`role.${me.role}`) })}
        </Alert>
      )}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={68} />}
      {data && (
        <ul className={styles.list}>
          {data.map((member) => (
            <MemberItem key={member.id} member={member} mayManage={mayManage && member.id !== me.user.id} />
          ))}
        </ul>
      )}
      <More pages={pages} />
      <Roles />
      {mayManage && <OpenInvitations />}
    </section>
  )
}

const roles = ['viewer', 'approver', 'operator', 'admin', 'owner'] as const

function Roles() {
  return (
    <details className={styles.roles}>
      <summary>{t('roles')}</summary>
      <dl>
        {roles.map((role) => (
          <div key={role}>
            <dt>{t(`role.${role}`)}</dt>
            <dd>{t(`may.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function OpenInvitations() {
  const { data, error, ...pages } = useInfiniteQuery(invitationsQuery)
  if (error) return <ProblemAlert error={error} />
  if (!data?.length) return null
  return (
    <>
      <h2 className={styles.sub}>{t('open')}</h2>
      <ul className={styles.list}>
        {data.map((invitation) => (
          <InvitationItem key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      <More pages={pages} />
    </>
  )
}

function InvitationItem({ invitation: { id, email, role, expiresAt } }: { invitation: Invitation }) {
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: () => withdraw(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  })
  return (
    <li className={styles.item}>
      <div className={styles.itemMain}>
        <span className={styles.name}>{email}</span>
        <div className={styles.facts}>
          <span>{t(`role.${role}`)}</span>
          <span>
            {t('ends')} <Moment at={expiresAt} />
          </span>
        </div>
        <ProblemAlert error={act.error} />
      </div>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        loading={act.isPending}
        aria-label={t('withdrawNamed', { email })}
        onClick={() => act.mutate()}
      >
        {t('withdraw')}
      </Button>
    </li>
  )
}
