import type { ReactNode } from 'react'
import styles from './ui.module.css'

type Props = { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode }

/** Nothing here yet, and the next step. */
export function Empty({ icon, title, children, action }: Props) {
  return (
    <div className={styles.empty}>
      <span aria-hidden className={styles.emptyIcon}>
        {icon}
      </span>
      <h2 className={styles.emptyTitle}>{title}</h2>
      {children && <p className={styles.lead}>{children}</p>}
      {action}
    </div>
  )
}
