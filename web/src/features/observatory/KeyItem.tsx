import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '@/shared/time/Moment'
import { Confirm } from '@/shared/ui/Confirm'
import { type Key, keysQuery, revokeKey } from './api/keys'
import styles from './observatory.module.css'
import { Refusal } from '@/shared/session/StepUp'
import { t } from './words'

type Props = { apiKey: Key; mayManage: boolean; onRotate: () => void }

export function KeyItem({ apiKey, mayManage, onRotate }: Props) {
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  const { name, kind, role, scopes, hint, createdAt, lastUsedAt, expiresAt } = apiKey
  return (
    <li className={styles.item}>
      <div className={styles.itemMain}>
        <span className={styles.name}>{name}</span>
        <div className={styles.facts}>
          <code>{hint}</code>
          <span>{t(`kind.${kind}`)}</span>
          <span>{t(`role.${role}`)}</span>
          {scopes.length > 0 && <span>{scopes.join(' ')}</span>}
          <span>
            {t('made')} <Moment at={createdAt} />
          </span>
          <span>{lastUsedAt ? <>{t('used')} <Moment at={lastUsedAt} /></> : t('neverUsed')}</span>
          {expiresAt && (
            <span>
              {t('ends')} <Moment at={expiresAt} />
            </span>
          )}
        </div>
      </div>
      {mayManage && (
        <div className={styles.itemActs}>
          <Button size="xs" variant="default" aria-label={t('rotateNamed', { name })} onClick={onRotate}>
            {t('rotate')}
          </Button>
          <Button size="xs" variant="subtle" color="red" aria-label={t('revokeKeyNamed', { name })} onClick={() => setAsking(true)}>
            {t('revoke')}
          </Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={t('revokeTitle', { name })}
          act={t('revoke')}
          busy={revoke.isPending}
          onAct={() => revoke.mutate()}
          onClose={() => setAsking(false)}
        >
          <span>{t('revokeLead')}</span>
          <Refusal error={revoke.error} onStepUp={() => revoke.mutate()} />
        </Confirm>
      )}
    </li>
  )
}
