import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { connectedQuery, type Connection } from '@/shared/api/connected'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { rename } from './api/connection'
import { t } from './words'

/** What people here call the account. */
export function Rename({ connection: { id, name, account } }: { connection: Connection }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (next: string) => rename(id, next),
    onSuccess: () => queries.invalidateQueries({ queryKey: connectedQuery.queryKey }),
  })
  return (
    <form className={ui.card} onSubmit={(event) => save.mutate(typed(event).name ?? '')}>
      <ProblemAlert error={save.error} />
      <TextInput
        name="name"
        label={t('ownName')}
        description={t('ownNameHint', { account: account.name })}
        defaultValue={name}
        maxLength={200}
        error={fieldError(save.error, 'name')}
      />
      <div className={ui.row}>
        <Button type="submit" variant="default" size="xs" loading={save.isPending}>
          {t('saveApp')}
        </Button>
        <span role="status">{save.isSuccess && t('saved')}</span>
      </div>
    </form>
  )
}
