import { Button } from '@mantine/core'
import { IconEye, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Json } from '@/shared/schema/schema'
import { Dialog } from '@/shared/ui/Dialog'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import type { Trigger } from '../draft'
import { runNow, tryOut } from './api'
import { JsonField, parsed, written } from './JsonField'
import { useSample } from './sample'
import { WouldDo } from './WouldDo'
import { t } from './words'

type Props = { rule: string; trigger: Trigger }

/** The newest saved version, tried without effect or begun now, over a trigger that one may write. */
export function ByHand({ rule, trigger }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('tryOrRun')}
      </Button>
      {open && (
        <Dialog title={t('tryOrRun')} wide onClose={() => setOpen(false)}>
          <Sampled rule={rule} trigger={trigger} />
        </Dialog>
      )}
    </>
  )
}

function Sampled({ rule, trigger }: Props) {
  const sample = useSample(trigger)
  return sample === undefined ? <Waiting rows={1} height={140} /> : <Form rule={rule} sample={sample} />
}

function Form({ rule, sample }: { rule: string; sample: Json }) {
  const navigate = useNavigate()
  const [text, setText] = useState(() => written(sample))
  const value = parsed(text)
  const trial = useMutation({ mutationFn: () => tryOut(rule, value ?? {}) })
  const run = useMutation({
    mutationFn: () => runNow(rule, value ?? {}),
    onSuccess: ({ run: id }) => navigate({ to: '/runs/$id', params: { id } }),
  })
  return (
    <>
      <span>{t('tryLead')}</span>
      <JsonField
        label={t('trigger')}
        description={t('triggerHint')}
        text={text}
        onChange={(next) => {
          setText(next)
          trial.reset()
        }}
      />
      <ProblemAlert error={trial.error ?? run.error} />
      <div className={ui.row}>
        <Button
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          disabled={value === undefined}
          loading={trial.isPending}
          onClick={() => trial.mutate()}
        >
          {t('dryRun')}
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={value === undefined}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          {t('runNow')}
        </Button>
      </div>
      <div aria-live="polite">{trial.data && <WouldDo tried={trial.data} />}</div>
    </>
  )
}
