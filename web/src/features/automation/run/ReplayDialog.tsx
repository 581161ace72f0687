import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Json } from '@/shared/schema/schema'
import { Dialog } from '@/shared/ui/Dialog'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { replay } from './api'
import { JsonField, parsed, written } from './JsonField'
import { t } from './words'

type Props = { run: string; step?: string; input: Json; onClose: () => void }

/** Does a run again, from one step on or whole, with what it had or with something else. */
export function ReplayDialog({ run, step, input, onClose }: Props) {
  const navigate = useNavigate()
  const before = written(input)
  const [text, setText] = useState(before)
  const again = useMutation({
    mutationFn: () => replay(run, step, text === before ? undefined : parsed(text)),
    onSuccess: async ({ run: id }) => {
      onClose()
      await navigate({ to: '/runs/$id', params: { id } })
    },
  })
  return (
    <Dialog title={step ? t('replayNamed', { step }) : t('replayWhole')} wide onClose={onClose}>
      <span>{t(step ? 'replayStepLead' : 'replayLead')}</span>
      <JsonField label={t(step ? 'input' : 'trigger')} text={text} onChange={setText} />
      <ProblemAlert error={again.error} />
      <Button className={ui.start} disabled={parsed(text) === undefined} loading={again.isPending} onClick={() => again.mutate()}>
        {t('replay')}
      </Button>
    </Dialog>
  )
}
