import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconBolt, IconFileImport, IconHistory, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { atLeast, useMe } from '@/shared/session/me'
import { Empty } from '@/shared/ui/Empty'
import { ButtonLink, TextLink } from '@/shared/ui/links'
import { More } from '@/shared/ui/More'
import { Page } from '@/shared/ui/Page'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { rulesQuery } from './api/rules'
import { ImportDialog } from './ImportDialog'
import { RuleRow } from './RuleRow'
import { deadLettersQuery } from './run/api'
import { t } from './words'

export function RulesPage() {
  const mayWrite = atLeast(useMe().role, 'operator')
  const { data, error, refetch, ...pages } = useInfiniteQuery(rulesQuery)
  const some = Boolean(data?.length)
  const [importing, setImporting] = useState(false)
  const importIt = mayWrite && (
    <Button variant="default" leftSection={<IconFileImport size={18} aria-hidden />} onClick={() => setImporting(true)}>
      {t('importYaml')}
    </Button>
  )
  const write = (
    <ButtonLink to="/rules/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('newRule')}
    </ButtonLink>
  )
  return (
    <Page title={t('rules')} lead={t('rulesLead')} actions={some && (
      <>
        <ButtonLink to="/runs" variant="default" leftSection={<IconHistory size={18} aria-hidden />}>
          {t('allRuns')}
        </ButtonLink>
        {importIt}
        {mayWrite && write}
      </>
    )}>
      <GivenUp />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={3} height={76} />}
      {some && (
        <ul className={parts.list}>
          {data!.map((rule) => (
            <RuleRow key={rule.id} rule={rule} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      <More pages={pages} />
      {data && !some && (
        <Empty icon={<IconBolt size={32} />} title={t('none')} action={mayWrite && <div className={ui.row}>{importIt}{write}</div>}>
          {t(mayWrite ? 'noneLead' : 'noneReadOnly')}
        </Empty>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </Page>
  )
}

/** What the menu's number at this place means. */
function GivenUp() {
  const count = useInfiniteQuery(deadLettersQuery).data?.length
  if (!count) return null
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('givenUp', { count })}>
      <TextLink c="inherit" to="/runs/given-up">{t('givenUpLook')}</TextLink>
    </Alert>
  )
}
