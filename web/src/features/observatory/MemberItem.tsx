import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { atLeast, type Role, useMe } from '@/shared/session/me'
import { Refusal } from '@/shared/session/StepUp'
import { Confirm } from '@/shared/ui/Confirm'
import { changeRole, type Member, membersQuery, removeMember } from './api/people'
import styles from './observatory.module.css'
import { t } from './words'

const roles: readonly Role[] = ['viewer', 'approver', 'operator', 'admin', 'owner']

type Props = { member: Member; mayManage: boolean }

export function MemberItem({ member: { id, name, email, role }, mayManage }: Props) {
  const me = useMe()
  const may = mayManage && atLeast(me.role, role)
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: membersQuery.queryKey })
  const change = useMutation({ mutationFn: (next: Role) => changeRole(id, next), onSuccess })
  return (
    <li className={styles.item}>
      <div className={styles.itemMain}>
        <span className={styles.name}>{name}</span>
        <div className={styles.facts}>
          <span>{email}</span>
          {!may && <span>{t(`role.${role}`)}</span>}
          {id === me.user.id && <span>{t('you')}</span>}
        </div>
        <Refusal error={change.error} onStepUp={() => change.variables && change.mutate(change.variables)} />
      </div>
      {may && (
        <NativeSelect
          size="xs"
          aria-label={t('roleOf', { name })}
          value={change.isPending ? change.variables : role}
          disabled={change.isPending}
          data={roles.filter((one) => atLeast(me.role, one)).map((one) => ({ value: one, label: t(`role.${one}`) }))}
          onChange={(event) => change.mutate(event.currentTarget.value as Role)}
        />
      )}
      {may && <Remove id={id} name={name} onSuccess={onSuccess} />}
    </li>
  )
}

function Remove({ id, name, onSuccess }: { id: string; name: string; onSuccess: () => unknown }) {
  const [asking, setAsking] = useState(false)
  const remove = useMutation({ mutationFn: () => removeMember(id), onSuccess })
  return (
    <>
      <Button size="xs" variant="subtle" color="red" aria-label={t('removeNamed', { name })} onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
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
    </>
  )
}
