import { Progress } from '@mantine/core'
import type { Approval } from './api/approvals'
import styles from './approval.module.css'
import { t } from './words'

/** Why it waits, and how sure one can be, with each factor that went into it. */
export function Why({ approval: { reason, policyLine, confidence, factors } }: { approval: Approval }) {
  const percent = Math.round(confidence * 100)
  return (
    <section>
      <h3 className={styles.sub}>{t('why')}</h3>
      <p className={styles.reason}>{reason || t('because', { line: policyLine })}</p>
      {reason && <p className={styles.small}>{t('because', { line: policyLine })}</p>}
      <h3 className={styles.sub}>{t('confidence', { percent })}</h3>
      <Progress value={percent} aria-label={t('confidence', { percent })} color={percent >= 70 ? 'teal' : percent >= 40 ? 'yellow' : 'orange'} />
      <ul className={styles.factors}>
        {factors.map(({ name, value, words }) => (
          <li key={name}>
            <span>{words}</span>
            <span className={styles.factor}>{t('percent', { percent: Math.round(value * 100) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
