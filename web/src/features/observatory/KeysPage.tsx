import { Alert, Button } from '@mantine/core'
import { IconKey, IconLock, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { atLeast, useMe } from '@/shared/session/me'
import { Empty } from '@/shared/ui/Empty'
import { More } from '@/shared/ui/More'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Waiting } from '@/shared/ui/Waiting'
import { keysQuery } from './api/keys'
import { KeyItem } from './KeyItem'
import { type Draft, NewKey } from './NewKey'
import styles from './observatory.module.css'
import { t } from './words'

export function KeysPage() {
  const { role } = useMe()
  const mayManage = atLeast(role, 'admin')
  const [making, setMaking] = useState<Draft | null>(null)
  const { data, error, refetch, ...pages } = useInfiniteQuery(keysQuery)
  const button = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking({})}>
      {t('keyNew')}
    </Button>
  )
  const some = Boolean(data?.length)
  return (
    <section className={styles.section} aria-label={t('keys')}>
      <div className={styles.head}>
        <p>{t('keysLead')}</p>
        {mayManage && !making && some && button}
      </div>
      {!mayManage && (
        <Alert color="gray" icon={<IconLock aria-hidden />}>
          {t('readOnlyKeys', { role: t(`role.${role}`) })}
        </Alert>
      )}
      {making && <NewKey key={making.replaces?.id} draft={making} onDone={() => setMaking(null)} />}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={3} height={68} />}
      {some && (
        <ul className={styles.list}>
          {data!.map((key) => (
            <KeyItem key={key.id} apiKey={key} mayManage={mayManage} onRotate={() => setMaking({ replaces: key })} />
          ))}
        </ul>
      )}
      <More pages={pages} />
      {data && !some && !making && (
        <Empty icon={<IconKey size={32} />} title={t('keysNone')} action={mayManage && button}>
          {t('keysNoneLead')}
        </Empty>
      )}
    </section>
  )
}
