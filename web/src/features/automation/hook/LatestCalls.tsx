import { useQuery } from '@tanstack/react-query'
import { TextLink } from '@/shared/ui/links'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { latestCallsQuery } from './api'
import { DeliveryRow } from './DeliveryRow'
import { t } from './words'

/** What came last to the webhook of a rule, on the rule's page. */
export function LatestCalls({ hook }: { hook: string }) {
  const { data, error } = useQuery(latestCallsQuery(hook))
  return (
    <section className={ui.stack} aria-label={t('calls')}>
      <h2 className={parts.part}>{t('calls')}</h2>
      <ProblemAlert error={error} />
      {data?.items.length === 0 && <span className={parts.dim}>{t('noCalls')}</span>}
      {data && data.items.length > 0 && (
        <>
          <ul className={parts.list}>
            {data.items.map((delivery) => (
              <DeliveryRow key={delivery.id} hook={hook} delivery={delivery} />
            ))}
          </ul>
          <TextLink to="/hooks/$id" params={{ id: hook }} className={ui.start}>
            {t('allCalls')}
          </TextLink>
        </>
      )}
    </section>
  )
}
