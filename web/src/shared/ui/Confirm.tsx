import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import styles from './ui.module.css'
import { t } from './words'

type Props = {
  title: string
  children: ReactNode
  act: string
  busy?: boolean
  onAct: () => void
  onClose: () => void
}

/** A question before something that cannot be taken back. The browser's own dialog: it keeps the focus and hears Escape. */
export function Confirm({ title, children, act, busy = false, onAct, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading} className={styles.dialogTitle}>
        {title}
      </h2>
      <div className={styles.stack}>{children}</div>
      <div className={styles.dialogFoot}>
        <Button variant="default" onClick={() => dialog.current?.close()} disabled={busy} autoFocus>
          {t('cancel')}
        </Button>
        <Button color="red" onClick={onAct} loading={busy}>
          {act}
        </Button>
      </div>
    </dialog>
  )
}
