import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CopyField } from '@/shared/ui/CopyField'
import { fieldError, typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import type { WholePlatform } from '@/shared/api/platform'
import { saveApp } from './api/app'
import styles from './integration.module.css'
import { t } from './words'

/** The platform's own registration of us: steps to follow there, the address to paste there, the two values to bring. */
export function AppForm({ platform: { platform, name, appConfigured, setUp, redirectUri } }: { platform: WholePlatform }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (app: { clientId: string; clientSecret: string | null }) => saveApp(platform, app),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['platforms'] }),
  })
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        const { clientId = '', clientSecret = '' } = typed(event)
        save.mutate({ clientId, clientSecret: clientSecret || null })
      }}
    >
      {!appConfigured && (
        <div>
          <h2 className={styles.title}>{t('appTitle', { name })}</h2>
          <span className={styles.dim}>{t('appLead', { name })}</span>
        </div>
      )}
      {setUp.length > 0 && (
        <ol className={styles.steps}>
          {setUp.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {redirectUri && <CopyField label={t('redirectUri')} value={redirectUri} />}
      <ProblemAlert error={save.error} />
      <TextInput name="clientId" label={t('clientId')} autoComplete="off" required error={fieldError(save.error, 'clientId')} />
      <PasswordInput
        name="clientSecret"
        label={t('clientSecret')}
        description={t('clientSecretHint')}
        autoComplete="off"
        error={fieldError(save.error, 'clientSecret')}
      />
      <Button type="submit" loading={save.isPending} className={styles.back}>
        {t('saveApp')}
      </Button>
    </form>
  )
}
