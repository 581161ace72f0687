import { Alert, Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { atLeast, type Role, useMe } from '@/shared/session/me'
import { CopyField } from '@/shared/ui/CopyField'
import { fieldError, typed } from '@/shared/ui/form'
import { invitationsQuery, invite } from './api/people'
import styles from './observatory.module.css'
import { Refusal } from '@/shared/session/StepUp'
import ui from '@/shared/ui/ui.module.css'
import { t } from './words'

const roles: readonly Role[] = ['viewer', 'approver', 'operator', 'admin', 'owner']

/** Makes a link for one person; it is shown once. */
export function Invite() {
  const queries = useQueryClient()
  const { role } = useMe()
  const act = useMutation({
    mutationFn: invite,
    onSuccess: () => queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  })
  if (act.data)
    return (
      <Alert color="teal" role="status" title={t('inviteMade', { email: act.variables.email })}>
        <div className={styles.form}>
          <span>{t('inviteMadeLead')}</span>
          <CopyField label={t('inviteLink')} value={act.data.link} />
          <Button variant="default" className={ui.start} onClick={() => act.reset()}>
            {t('done')}
          </Button>
        </div>
      </Alert>
    )
  return (
    <div className={styles.card}>
      <Refusal error={act.error} onStepUp={() => act.variables && act.mutate(act.variables)} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          const { email = '', role = 'viewer' } = typed(event)
          act.mutate({ email, role: role as Role })
        }}
      >
        <div className={styles.columns}>
          <TextInput
            name="email"
            type="email"
            label={t('email')}
            autoComplete="off"
            required
            error={fieldError(act.error, 'email')}
          />
          <NativeSelect
            name="role"
            label={t('inviteRole')}
            data={roles.filter((one) => atLeast(role, one)).map((one) => ({ value: one, label: t(`role.${one}`) }))}
            error={fieldError(act.error, 'role')}
          />
        </div>
        <Button type="submit" className={styles.act} loading={act.isPending}>
          {t('invite')}
        </Button>
      </form>
    </div>
  )
}
