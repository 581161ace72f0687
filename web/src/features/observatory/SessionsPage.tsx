import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Moment } from '@/shared/time/Moment'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import { Waiting } from '@/shared/ui/Waiting'
import { endSession, type Session, sessionsQuery } from './api/sessions'
import { browserName } from './browserName'
import styles from './observatory.module.css'
import { t } from './words'

const methods = ['password', 'passkey', 'oidc', 'supabase'] as const

/** Where one is signed in, and the way to end it elsewhere. */
export function SessionsPage() {
  const { data, error, refetch } = useQuery(sessionsQuery)
  return (
    <section className={styles.section} aria-label={t('sessions')}>
      <div className={styles.head}>
        <p>{t('sessionsLead')}</p>
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={2} height={68} />}
      {data && (
        <ul className={styles.list}>
          {data.items.map((session) => (
            <SessionItem key={session.id} session={session} />
          ))}
        </ul>
      )}
    </section>
  )
}

function SessionItem({ session: { id, userAgent, address, method, lastSeenAt, createdAt, current } }: { session: Session }) {
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endSession(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const name = browserName(userAgent) ?? t('unknownBrowser')
  const known = methods.find((one) => one === method)
  return (
    <li className={styles.item}>
      <div className={styles.itemMain}>
        <span className={styles.name}>{name}</span>
        <div className={styles.facts}>
          {address && <span>{address}</span>}
          <span>{known ? t(`method.${known}`) : method}</span>
          <span>
            {t('signedIn')} <Moment at={createdAt} />
          </span>
          <span>
            {t('seen')} <Moment at={lastSeenAt} />
          </span>
        </div>
        <ProblemAlert error={end.error} />
      </div>
      {current ? (
        <Tone mood="good">{t('thisDevice')}</Tone>
      ) : (
        <Button
          size="xs"
          variant="subtle"
          color="red"
          loading={end.isPending}
          aria-label={t('endNamed', { name })}
          onClick={() => end.mutate()}
        >
          {t('end')}
        </Button>
      )}
    </li>
  )
}
