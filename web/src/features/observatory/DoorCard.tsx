import type { ReactNode } from 'react'
import { Heading } from '@/shared/ui/Page'
import styles from './observatory.module.css'

/** A screen before sign-in: one card with one thing to do. */
export function DoorCard({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <div className={styles.door}>
      <Heading title={title} />
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  )
}
