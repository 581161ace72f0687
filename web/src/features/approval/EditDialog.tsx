import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { platformQuery } from '@/shared/api/platform'
import { isProblem } from '@/shared/api/problem'
import { check } from '@/shared/schema/check'
import { type Json, type Schema, withoutBlanks } from '@/shared/schema/schema'
import { SchemaForm } from '@/shared/schema/SchemaForm'
import { Refusal } from '@/shared/session/StepUp'
import { Dialog } from '@/shared/ui/Dialog'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { type Approval, edit, useDecided } from './api/approvals'
import { t } from './words'

type Group = Readonly<Record<string, Json>>

/** The act's own form, filled with what was proposed; saving voids earlier votes and counts as the editor's. */
export function EditDialog({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { data, error } = useQuery(platformQuery(approval.platform))
  const action = data?.actions.find(({ id }) => `${approval.platform}/${id}` === approval.action || id === approval.action)
  return (
    <Dialog title={t('editTitle')} wide onClose={onClose}>
      <ProblemAlert error={error} />
      {!data && !error && <Waiting rows={3} height={56} />}
      {action && <Form approval={approval} schema={action.input as Schema} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ approval, schema, onClose }: { approval: Approval; schema: Schema; onClose: () => void }) {
  const [typed, setTyped] = useState(approval.input as unknown as Group)
  const [checked, setChecked] = useState(false)
  const decided = useDecided()
  const input = (withoutBlanks(typed) ?? {}) as Group
  const save = useMutation({ mutationFn: () => edit(approval, input), onSuccess: onClose, onSettled: decided })
  const wrong = checked ? check(schema, input) : []
  const fields = isProblem(save.error) ? save.error.errors : []
  return (
    <form
      noValidate
      className={ui.stack}
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (check(schema, input).length === 0) save.mutate()
      }}
    >
      <span>{t('editLead')}</span>
      <SchemaForm schema={schema} value={typed} errors={wrong.length > 0 ? wrong : fields} onChange={setTyped} />
      {fields.length === 0 && <Refusal error={save.error} onStepUp={() => save.mutate()} />}
      <Button type="submit" className={ui.start} loading={save.isPending}>
        {t('saveEdit')}
      </Button>
    </form>
  )
}
