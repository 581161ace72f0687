import { Alert, Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '@/shared/time/Moment'
import { Confirm } from '@/shared/ui/Confirm'
import { Empty } from '@/shared/ui/Empty'
import { typed } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { declined, passkeysWork } from '@/shared/session/proof'
import { addPasskey, type Passkey, passkeysQuery, removePasskey } from './api/passkeys'
import styles from './observatory.module.css'
import { Refusal } from '@/shared/session/StepUp'
import { t } from './words'

export function PasskeysPage() {
  const { data, error, refetch } = useQuery(passkeysQuery)
  const some = Boolean(data?.items.length)
  return (
    <section className={styles.section} aria-label={t('passkeys')}>
      <div className={styles.head}>
        <p>{t('passkeysLead')}</p>
      </div>
      {passkeysWork() ? <AddPasskey /> : <Alert color="gray">{t('passkeysUnsupported')}</Alert>}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={68} />}
      {some && (
        <ul className={styles.list}>
          {data!.items.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {data && !some && (
        <Empty icon={<IconFingerprint size={32} />} title={t('passkeysNone')}>
          {t('passkeysNoneLead')}
        </Empty>
      )}
    </section>
  )
}

function AddPasskey() {
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: () => queries.invalidateQueries({ queryKey: passkeysQuery.queryKey }),
  })
  return (
    <div className={styles.card}>
      {!declined(add.error) && <Refusal error={add.error} onStepUp={() => add.variables && add.mutate(add.variables)} />}
      <form className={styles.form} onSubmit={(event) => add.mutate(typed(event).label ?? '')}>
        <TextInput name="label" label={t('passkeyName')} maxLength={100} required />
        <Button type="submit" className={styles.act} loading={add.isPending} leftSection={<IconFingerprint size={18} aria-hidden />}>
          {t('passkeyAdd')}
        </Button>
      </form>
    </div>
  )
}

function PasskeyItem({ passkey: { id, label, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removePasskey(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: passkeysQuery.queryKey }),
  })
  return (
    <li className={styles.item}>
      <div className={styles.itemMain}>
        <span className={styles.name}>{label}</span>
        <div className={styles.facts}>
          <span>
            {t('made')} <Moment at={createdAt} />
          </span>
          <span>{lastUsedAt ? <>{t('used')} <Moment at={lastUsedAt} /></> : t('neverUsed')}</span>
        </div>
      </div>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-label={t('removeNamed', { name: label })}
        onClick={() => setAsking(true)}
      >
        {t('remove')}
      </Button>
      {asking && (
        <Confirm
          title={t('removeTitle', { name: label })}
          act={t('remove')}
          busy={remove.isPending}
          onAct={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <span>{t('removePasskeyLead')}</span>
          <Refusal error={remove.error} onStepUp={() => remove.mutate()} />
        </Confirm>
      )}
    </li>
  )
}
