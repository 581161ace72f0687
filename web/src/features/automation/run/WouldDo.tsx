import { problemWords } from '@/shared/api/problem'
import parts from '@/shared/ui/parts.module.css'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import type { Tried } from './api'
import styles from './run.module.css'
import { RunSteps } from './RunSteps'
import { moodOf, stateOf } from './state'
import { t } from './words'

const decided = { allow: 'good', ask: 'wait', deny: 'bad' } as const

/** Every outside effect that a run would have, what the policy says to it, and where the walk through the steps came to. */
export function WouldDo({ tried: { outcome, problem, effects, steps } }: { tried: Tried }) {
  const trouble = problemWords(problem)
  return (
    <div className={ui.stack}>
      <h3 className={parts.part}>{t('wouldDo')}</h3>
      {effects.length === 0 && <span>{t('noEffect')}</span>}
      <ul className={styles.effects}>
        {effects.map(({ step, title, account, decision, line }, at) => (
          <li key={`${step} ${at}`}>
            <strong>{t('asLogged', { title })}</strong>
            <span className={parts.dim}>
              {account} · {t('because', { line })}
            </span>
            <Tone mood={decided[decision as 'allow'] ?? 'plain'}>{t(`decision.${decision as 'allow'}`)}</Tone>
          </li>
        ))}
      </ul>
      <div className={ui.row}>
        <span>{t('cameTo')}</span>
        <Tone mood={moodOf(outcome)}>{t(`state.${stateOf(outcome)}`)}</Tone>
      </div>
      {trouble && <div className={styles.trouble}>{trouble}</div>}
      <RunSteps steps={steps} none={t('noSteps')} tried />
    </div>
  )
}
