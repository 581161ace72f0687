import type { ReactNode } from 'react'
import styles from './ui.module.css'

/** Names and values side by side, as many columns as there is room for. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>

export function Fact({ name, code = false, children }: { name: string; code?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={code ? styles.code : undefined}>{children}</dd>
    </div>
  )
}
