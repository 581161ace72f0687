import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { connect } from './api/connect'
import type { Scheme, WholePlatform } from '@/shared/api/platform'
import styles from './integration.module.css'
import { t } from './words'

type Props = { platform: WholePlatform; scheme: Scheme }

/** The scheme's own fields; nothing is stored unless the platform accepts what was typed. */
export function KeysForm({ platform: { platform }, scheme }: Props) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: ({ accountName = '', ...credentials }: Record<string, string>) =>
      connect(platform, { scheme: scheme.id, credentials, ...(accountName ? { accountName } : {}) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['platforms'] })
      await queries.invalidateQueries({ queryKey: ['connected'] })
      await navigate({ to: '/connections' })
    },
  })
  return (
    <form className={styles.form} onSubmit={(event) => act.mutate(typed(event))}>
      <ProblemAlert error={act.error} />
      {scheme.fields.map(({ name, title, help, secret }) => {
        const Input = secret ? PasswordInput : TextInput
        return (
          <Input
            key={name}
            name={name}
            label={title}
            description={help}
            autoComplete="off"
            spellCheck={false}
            required
            error={fieldError(act.error, `credentials.${name}`) ?? fieldError(act.error, name)}
          />
        )
      })}
      <TextInput name="accountName" label={t('accountName')} autoComplete="off" error={fieldError(act.error, 'accountName')} />
      <Button type="submit" loading={act.isPending} className={styles.back}>
        {t('connectKeys')}
      </Button>
    </form>
  )
}
