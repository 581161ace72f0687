import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Moment } from '@/shared/time/Moment'
import { TextLink } from '@/shared/ui/links'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import { type RuleItem, rulesKey, switchRule } from './api/rules'
import { t } from './words'

export function RuleRow({ rule, mayWrite }: { rule: RuleItem; mayWrite: boolean }) {
  const { id, name, when, steps, enabled, risk, requiresApproval, runs, failures, nextAt, lastRunAt } = rule
  const queries = useQueryClient()
  const turn = useMutation({
    mutationFn: (on: boolean) => switchRule(id, on),
    onSettled: () => queries.invalidateQueries({ queryKey: rulesKey }),
  })
  return (
    <li className={parts.row}>
      <Switch
        aria-label={t('onOff', { name })}
        checked={turn.isPending ? turn.variables : enabled}
        disabled={!mayWrite || turn.isPending}
        onChange={(event) => turn.mutate(event.currentTarget.checked)}
      />
      <div className={parts.rowMain}>
        <TextLink to="/rules/$id" params={{ id }} inherit c="inherit" fw={600} underline="hover">
          {name}
        </TextLink>
        <div className={parts.facts}>
          <span>{when}</span>
          <span>{t('steps', { count: steps })}</span>
          {enabled && nextAt && (
            <span>
              {t('next')} <Moment at={nextAt} />
            </span>
          )}
          {lastRunAt ? (
            <span>
              {t('ran')} <Moment at={lastRunAt} />
            </span>
          ) : (
            <span>{t('neverRan')}</span>
          )}
          {runs > 0 && <span>{t('runs', { count: runs, failures })}</span>}
        </div>
        <ProblemAlert error={turn.error} />
      </div>
      {requiresApproval && <Tone mood="wait">{t('asksFirst')}</Tone>}
      {risk !== 'low' && <Tone mood={risk === 'high' ? 'bad' : 'warn'}>{t(`risk.${risk}`)}</Tone>}
    </li>
  )
}
