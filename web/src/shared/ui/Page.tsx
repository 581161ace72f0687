import { Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './ui.module.css'
import { t } from './words'

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A screen: names the document and takes the focus to its heading, so that a screen reader says where one is. */
export function Page({ title, lead, actions, children }: Props) {
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        <div>
          <Heading title={title} />
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.row}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function Heading({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t('documentTitle', { title })
  }, [title])
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <Title order={1} size="h2" ref={heading} tabIndex={-1} className={styles.heading}>
      {title}
    </Title>
  )
}
