import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Refusal } from '@/shared/session/StepUp'
import { useChooseObservatory } from '@/shared/session/useChooseObservatory'
import { Dialog } from '@/shared/ui/Dialog'
import { endObservatory } from './api/observatory'
import styles from './observatory.module.css'
import { t } from './words'

type Props = { observatory: { id: string; name: string } }

/** Takes an observatory away for good: its name has to be typed, and the server asks for a fresh proof. */
export function EndObservatory({ observatory }: Props) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <h2 className={styles.sub}>{t('danger')}</h2>
      <div className={`${styles.card} ${styles.head}`}>
        <p>{t('endObservatoryLead')}</p>
        <Button color="red" variant="light" onClick={() => setAsking(true)}>
          {t('endObservatory')}
        </Button>
      </div>
      {asking && <Ask observatory={observatory} onClose={() => setAsking(false)} />}
    </>
  )
}

function Ask({ observatory: { id, name }, onClose }: Props & { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const choose = useChooseObservatory()
  const end = useMutation({ mutationFn: () => endObservatory(id), onSuccess: () => choose(null) })
  return (
    <Dialog
      title={t('endObservatoryTitle', { name })}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" disabled={end.isPending} onClick={onClose}>
            {t('keep')}
          </Button>
          <Button color="red" disabled={typed.trim() !== name} loading={end.isPending} onClick={() => end.mutate()}>
            {t('endObservatory')}
          </Button>
        </>
      }
    >
      <span>{t('endObservatoryWarning')}</span>
      <TextInput label={t('typeName', { name })} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
      <Refusal error={end.error} onStepUp={() => end.mutate()} />
    </Dialog>
  )
}
