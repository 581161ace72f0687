import type { ReactNode } from 'react'
import styles from './ui.module.css'

type Props = { icon: ReactNode; title: string; alone?: boolean; children?: ReactNode; action?: ReactNode }

/** Nothing here yet, and the next step. `alone`: it is the whole page. */
export function Empty({ icon, title, alone = false, children, action }: Props) {
  const Title = alone ? 'h1' : 'h2'
  return (
    <div className={styles.empty}>
      <span aria-hidden className={styles.emptyIcon}>
        {icon}
      </span>
      <Title className={styles.emptyTitle}>{title}</Title>
      {children && <p className={styles.lead}>{children}</p>}
      {action}
    </div>
  )
}
