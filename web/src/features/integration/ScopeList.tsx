import { IconCheck } from '@tabler/icons-react'
import styles from './integration.module.css'

type Props = { heading: string; scopes: ReadonlyArray<{ scope: string; words: string }> }

export function ScopeList({ heading, scopes }: Props) {
  if (scopes.length === 0) return null
  return (
    <div>
      <h2 className={styles.title}>{heading}</h2>
      <ul className={styles.scopes}>
        {scopes.map(({ scope, words }) => (
          <li key={scope} title={scope}>
            <IconCheck size={16} aria-hidden />
            {words}
          </li>
        ))}
      </ul>
    </div>
  )
}
