import { Alert, Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { atLeast, useMe } from '@/shared/session/me'
import { Moment } from '@/shared/time/Moment'
import { Confirm } from '@/shared/ui/Confirm'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { type Invitation, invitationsQuery, type Member, membersQuery, removeMember, withdraw } from './api/people'
import { Invite } from './Invite'
import styles from './observatory.module.css'
import { Refusal } from './StepUp'
import { t } from './words'

export function PeoplePage() {
  const me = useMe()
  const mayManage = atLeast(me.role, 'admin')
  const { data, error, refetch } = useQuery(membersQuery)
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
          {data.items.map((member) => (
            <MemberItem key={member.id} member={member} mayRemove={mayManage && member.id !== me.user.id} />
          ))}
        </ul>
      )}
      {mayManage && <OpenInvitations />}
    </section>
  )
}

function MemberItem({ member: { id, name, email, role }, mayRemove }: { member: Member; mayRemove: boolean }) {
  const [asking, setAsking] = useState(false)
  const me = useMe()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeMember(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: membersQuery.queryKey }),
  })
  return (
    <li className={styles.item}>
      <div className={styles.itemMain}>
        <span className={styles.name}>{name}</span>
        <div className={styles.facts}>
          <span>{email}</span>
          <span>{t(`role.${role}`)}</span>
          {id === me.user.id && <span>{t('you')}</span>}
        </div>
      </div>
      {mayRemove && (
        <Button
          size="xs"
          variant="subtle"
          color="red"
          aria-label={t('removeNamed', { name })}
          onClick={() => setAsking(true)}
        >
          {t('remove')}
        </Button>
      )}
      {asking && (
        <Confirm
          title={t('removeTitle', { name })}
          act={t('remove')}
          busy={remove.isPending}
          onAct={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <span>{t('removeMemberLead')}</span>
          <Refusal error={remove.error} onStepUp={() => remove.mutate()} />
        </Confirm>
      )}
    </li>
  )
}

function OpenInvitations() {
  const { data, error } = useQuery(invitationsQuery)
  if (error) return <ProblemAlert error={error} />
  if (!data?.items.length) return null
  return (
    <>
      <h2 className={styles.sub}>{t('open')}</h2>
      <ul className={styles.list}>
        {data.items.map((invitation) => (
          <InvitationItem key={invitation.id} invitation={invitation} />
        ))}
      </ul>
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
