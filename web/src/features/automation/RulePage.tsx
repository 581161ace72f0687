import { Button } from '@mantine/core'
import { IconFileExport, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { atLeast, useMe } from '@/shared/session/me'
import { Confirm } from '@/shared/ui/Confirm'
import { TextLink } from '@/shared/ui/links'
import { Page } from '@/shared/ui/Page'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { changeRule, deleteRule, exported, type Rule, ruleQuery, rulesKey, switchRule } from './api/rules'
import { asRule, draftOf, type Trigger } from './draft'
import { Editor } from './Editor'
import { LatestCalls } from './hook/LatestCalls'
import { ByHand } from './run/ByHand'
import { Latest } from './run/Latest'
import { t } from './words'
import { Versions } from './Versions'

const route = getRouteApi('/inside/rules/$id')

export function RulePage() {
  const { id } = route.useParams()
  const mayWrite = atLeast(useMe().role, 'operator')
  const { data, error, refetch } = useQuery({ ...ruleQuery(id), refetchOnWindowFocus: false })
  return (
    <Page title={data?.name ?? t('rule')} actions={data && mayWrite && <Acts rule={data} />}>
      <TextLink to="/rules" className={ui.start}>
        {t('allRules')}
      </TextLink>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Waiting rows={3} height={160} />}
      {data && <Edit key={data.version} rule={data} readOnly={!mayWrite} />}
      {data && <Latest rule={data.id} />}
      {data?.trigger.kind === 'webhook' && <LatestCalls hook={(data.trigger as Extract<Trigger, { kind: 'webhook' }>).hook} />}
      {data && <Versions rule={data} />}
    </Page>
  )
}

function Edit({ rule, readOnly }: { rule: Rule; readOnly: boolean }) {
  const queries = useQueryClient()
  return (
    <Editor
      draft={draftOf(rule)}
      readOnly={readOnly}
      save={async (draft) => {
        const { enabled: _, ...change } = asRule(draft)
        await changeRule(rule.id, rule.version, change)
        await queries.invalidateQueries({ queryKey: rulesKey })
      }}
    />
  )
}

function Acts({ rule: { id, name, enabled, trigger } }: { rule: Rule }) {
  const [asking, setAsking] = useState(false)
  const observatory = useMe().observatory.id
  const queries = useQueryClient()
  const navigate = useNavigate()
  const refresh = () => queries.invalidateQueries({ queryKey: rulesKey })
  const turn = useMutation({ mutationFn: () => switchRule(id, !enabled), onSettled: refresh })
  const remove = useMutation({
    mutationFn: () => deleteRule(id),
    onSuccess: async () => {
      await navigate({ to: '/rules' })
      await refresh()
    },
  })
  return (
    <>
      <ProblemAlert error={turn.error} />
      <span role="status">
        <Tone mood={enabled ? 'good' : 'plain'}>{t(enabled ? 'isOn' : 'isOff')}</Tone>
      </span>
      <ByHand rule={id} trigger={trigger as Trigger} />
      <Button variant={enabled ? 'default' : 'filled'} loading={turn.isPending} onClick={() => turn.mutate()}>
        {t(enabled ? 'turnOff' : 'turnOn')}
      </Button>
      <Button
        component="a"
        href={exported(id, observatory)}
        download
        variant="default"
        leftSection={<IconFileExport size={16} aria-hidden />}
      >
        {t('exportYaml')}
      </Button>
      <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking(true)}>
        {t('delete')}
      </Button>
      {asking && (
        <Confirm
          title={t('deleteTitle', { name })}
          act={t('delete')}
          busy={remove.isPending}
          onAct={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <span>{t('deleteLead')}</span>
          <ProblemAlert error={remove.error} />
        </Confirm>
      )}
    </>
  )
}
