import { Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { type Calibration, calibrationQuery } from './api'
import styles from './policy.module.css'
import { t } from './words'

/** Whether the confidence that cards show deserves trust: how often people said yes at each of its levels. */
export function Calibrated() {
  const { data, error } = useQuery(calibrationQuery)
  return (
    <section className={ui.card} aria-label={t('calibration')}>
      <h2 className={parts.part}>{t('calibration')}</h2>
      <p className={parts.small}>{t('calibrationLead')}</p>
      <ProblemAlert error={error} />
      {!data && !error && <Waiting rows={1} height={60} />}
      {data && (data.decided === 0 ? <span className={parts.dim}>{t('noDecisions')}</span> : <Levels report={data} />)}
    </section>
  )
}

const percent = (share: number): number => Math.round(share * 100)

function Levels({ report: { decided, brier, bins } }: { report: Calibration }) {
  return (
    <>
      <span>
        {t('decided', { count: decided })}
        {typeof brier === 'number' && ` ${t('brier', { distance: brier.toFixed(2) })}`}
      </span>
      <ul className={styles.levels}>
        {bins.map(({ from, to, decided: count, approved, edited }) => (
          <li key={from}>
            <span>{t('level', { from: percent(from), to: percent(to) })}</span>
            <Progress value={percent(approved)} color="teal" aria-label={t('level', { from: percent(from), to: percent(to) })} />
            <span className={parts.small}>{t('answered', { count, approved: percent(approved), edited: percent(edited) })}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
