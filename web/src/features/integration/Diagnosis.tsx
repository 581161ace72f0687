import { Tone } from '@/shared/ui/Tone'
import type { Diagnosis as Said } from './api/connection'
import styles from './integration.module.css'
import { t } from './words'

/** What the OAuth doctor found, step by step, and what to do now. */
export function Diagnosis({ diagnosis }: { diagnosis: Said }) {
  return (
    <section className={styles.diagnosis} role="status">
      <ul className={styles.findings}>
        {diagnosis.findings.map((finding) => (
          <li key={finding.title}>
            <Tone mood={finding.state === 'ok' ? 'good' : finding.state === 'warning' ? 'warn' : 'bad'}>
              {t(`finding.${finding.state}`)}
            </Tone>
            <strong>{finding.title}</strong>
            <span className={styles.dim}>{finding.detail}</span>
          </li>
        ))}
      </ul>
      <strong>{t('nextStep')}</strong>
      <span>{diagnosis.nextStep}</span>
    </section>
  )
}
