import { IconWebhook } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { CopyField } from '@/shared/ui/CopyField'
import { Empty } from '@/shared/ui/Empty'
import { TextLink } from '@/shared/ui/links'
import { More } from '@/shared/ui/More'
import { Page } from '@/shared/ui/Page'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { callsQuery, hooksQuery } from './api'
import { DeliveryRow } from './DeliveryRow'
import { t } from './words'

const route = getRouteApi('/inside/hooks/$id')

/** All that came to one webhook, the newest first. */
export function HookPage() {
  const { id } = route.useParams()
  const hook = useQuery(hooksQuery).data?.items.find((one) => one.id === id)
  const { data, error, refetch, ...pages } = useInfiniteQuery(callsQuery(id))
  return (
    <Page title={hook ? t('callsOf', { name: hook.name }) : t('calls')} lead={t('callsLead')}>
      <TextLink to="/rules" className={ui.start}>
        {t('allRules')}
      </TextLink>
      {hook && <CopyField label={t('url')} value={new URL(hook.url, location.href).href} />}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={4} height={90} />}
      {data && data.length > 0 && (
        <ul className={parts.list}>
          {data.map((delivery) => (
            <DeliveryRow key={delivery.id} hook={id} delivery={delivery} />
          ))}
        </ul>
      )}
      <More pages={pages} />
      {data?.length === 0 && (
        <Empty icon={<IconWebhook size={32} />} title={t('noCalls')}>
          {t('noCallsLead')}
        </Empty>
      )}
    </Page>
  )
}
