import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/shared/api/problem'
import { dotted } from '@/shared/schema/dotted'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { eventTypesQuery } from './api/rules'
import styles from './automation.module.css'
import { Conditions } from './Conditions'
import { allSteps, type Draft } from './draft'
import { knownNames } from './known'
import { Outlook } from './Outlook'
import { StepList } from './StepList'
import { useCheck } from './useCheck'
import { When } from './When'
import { t } from './words'

type Props = { draft: Draft; readOnly?: boolean; save: (draft: Draft) => Promise<void> }

/** A rule as a readable list: when, if, then. The server looks at it while it is written, and says where it is wrong. */
export function Editor({ draft: given, readOnly = false, save }: Props) {
  const [draft, setDraft] = useState(given)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const names = knownNames(draft, useQuery(eventTypesQuery).data?.items ?? [])
  const checking = useCheck(draft, !readOnly)
  const saving = useMutation({ mutationFn: () => save(draft) })
  const refused = isProblem(saving.error) && saving.error.errors.length > 0 ? saving.error.errors : []
  const errors = [...refused, ...checking.errors].map(dotted)
  const wrong = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <form
      noValidate
      className={styles.editor}
      onChange={() => saving.isError && saving.reset()}
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
    >
      <div className={ui.stack}>
        <section className={ui.card}>
          <TextInput
            label={t('name')}
            value={draft.name}
            required
            readOnly={readOnly}
            maxLength={200}
            error={wrong('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </section>
        <When trigger={draft.trigger} readOnly={readOnly} errors={errors} onChange={(trigger) => set({ trigger })} />
        <Conditions conditions={draft.conditions} names={names} readOnly={readOnly} errors={errors} onChange={(conditions) => set({ conditions })} />
        <section className={ui.card}>
          <h2 className={parts.part}>{t('then')}</h2>
          <StepList
            field="steps"
            steps={draft.steps}
            all={allSteps(draft.steps)}
            names={names}
            readOnly={readOnly}
            errors={errors}
            onChange={(steps) => set({ steps })}
          />
        </section>
        <section className={ui.card}>
          <h2 className={parts.part}>{t('care')}</h2>
          <NativeSelect
            label={t('risk')}
            description={t('riskHint')}
            value={draft.risk}
            disabled={readOnly}
            data={(['low', 'medium', 'high'] as const).map((risk) => ({ value: risk, label: t(`risk.${risk}`) }))}
            onChange={(event) => set({ risk: event.currentTarget.value as Draft['risk'] })}
          />
          <Checkbox
            label={t('requiresApproval')}
            checked={draft.requiresApproval}
            disabled={readOnly}
            onChange={(event) => set({ requiresApproval: event.currentTarget.checked })}
          />
        </section>
        <ProblemAlert error={saving.error} {...(isConflict(saving.error) ? { title: t('changedMeanwhile') } : {})} />
        {!readOnly && (
          <Button type="submit" className={ui.start} loading={saving.isPending}>
            {t('save')}
          </Button>
        )}
      </div>
      <Outlook checked={checking.data} errors={checking.errors} problem={checking.problem} waiting={checking.waiting} />
    </form>
  )
}

const isConflict = (error: unknown): boolean => isProblem(error) && [409, 412].includes(error.status)
