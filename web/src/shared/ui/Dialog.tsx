import { type ReactNode, useEffect, useId, useRef } from 'react'
import styles from './ui.module.css'

type Props = { title: string; wide?: boolean; onClose: () => void; children: ReactNode; foot?: ReactNode }

/** The browser's own dialog: it keeps the focus, hears Escape, and gives the focus back. A click beside it closes it. */
export function Dialog({ title, wide = false, onClose, children, foot }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={heading}
      onClose={onClose}
      onMouseDown={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div className={styles.dialogBody}>
        <h2 id={heading} className={styles.dialogTitle}>
          {title}
        </h2>
        <div className={styles.stack}>{children}</div>
        {foot && <div className={styles.dialogFoot}>{foot}</div>}
      </div>
    </dialog>
  )
}
