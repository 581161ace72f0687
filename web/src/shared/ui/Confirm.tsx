import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from './Dialog'
import { t } from './words'

type Props = {
  title: string
  children: ReactNode
  act: string
  busy?: boolean
  onAct: () => void
  onClose: () => void
}

/** A question before something that cannot be taken back. */
export function Confirm({ title, children, act, busy = false, onAct, onClose }: Props) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose} disabled={busy} autoFocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={onAct} loading={busy}>
            {act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
