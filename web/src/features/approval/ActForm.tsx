import { Button } from '@mantine/core'
import { IconEye, IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '@/shared/api/connected'
import { isProblem } from '@/shared/api/problem'
import type { Action } from '@/shared/api/platform'
import { check } from '@/shared/schema/check'
import { type Json, type Schema, withoutBlanks } from '@/shared/schema/schema'
import { SchemaForm } from '@/shared/schema/SchemaForm'
import { atLeast, useMe } from '@/shared/session/me'
import { Refusal } from '@/shared/session/StepUp'
import { TextLink } from '@/shared/ui/links'
import { Tone } from '@/shared/ui/Tone'
import ui from '@/shared/ui/ui.module.css'
import { act, rehearse, type Rehearsal } from './api/act'
import styles from './approval.module.css'
import { t } from './words'

type Props = { connection: Connection; action: Action }
type Input = Readonly<Record<string, Json>>

export function ActForm({ connection: { id: account, platform }, action }: Props) {
  const mayAct = atLeast(useMe().role, 'operator')
  const [typed, setTyped] = useState<Input>({})
  const [key, renew] = useState(() => crypto.randomUUID())
  const [checked, setChecked] = useState(false)
  const schema = action.input as Schema
  const input = (withoutBlanks(typed) ?? {}) as Input
  const wanted = { platform, action: action.id, account, input }
  const trial = useMutation({ mutationFn: () => rehearse(wanted) })
  const deed = useMutation({ mutationFn: () => act({ ...wanted, key }), onSuccess: () => renew(crypto.randomUUID()) })
  const wrong = checked ? check(schema, input) : []
  const refused = deed.error ?? trial.error
  const fields = isProblem(refused) ? refused.errors : []
  const tryTo = (go: () => void) => {
    setChecked(true)
    if (check(schema, input).length === 0) go()
  }
  return (
    <form
      noValidate
      className={styles.act}
      onSubmit={(event) => {
        event.preventDefault()
        tryTo(() => deed.mutate())
      }}
    >
      <section className={ui.card} aria-label={action.title}>
        <About action={action} />
        <SchemaForm
          schema={schema}
          value={typed}
          readOnly={!mayAct}
          errors={wrong.length > 0 ? wrong : fields}
          onChange={(next) => {
            setTyped(next)
            trial.reset()
            deed.reset()
          }}
        />
        {fields.length === 0 && <Refusal error={refused} onStepUp={() => deed.mutate()} />}
        <div className={ui.row}>
          <Button
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            disabled={!mayAct}
            loading={trial.isPending}
            onClick={() => tryTo(() => trial.mutate())}
          >
            {t('dryRun')}
          </Button>
          <Button type="submit" leftSection={<IconSend size={16} aria-hidden />} disabled={!mayAct} loading={deed.isPending}>
            {action.title}
          </Button>
        </div>
      </section>
      <section className={ui.stack} aria-live="polite">
        {trial.data && <WouldDo rehearsal={trial.data} />}
        {deed.data && <Done output={deed.data} connection={account} />}
      </section>
    </form>
  )
}

function About({ action: { title, description, risk, effect } }: { action: Action }) {
  return (
    <header>
      <div className={styles.actHead}>
        <h2 className={styles.title}>{title}</h2>
        <Tone mood={risk === 'high' ? 'bad' : risk === 'medium' ? 'warn' : 'good'}>{t(`risk.${risk}`)}</Tone>
      </div>
      <p className={styles.dim}>{description}</p>
      <p className={styles.small}>{t(`effect.${effect}`)}</p>
    </header>
  )
}

function WouldDo({ rehearsal: { effects, decision } }: { rehearsal: Rehearsal }) {
  const said = (['allow', 'ask', 'deny'] as const).find((one) => one === decision.decision)
  return (
    <div className={ui.card}>
      <h2 className={styles.title}>{t('wouldDo')}</h2>
      {effects.length === 0 && <span>{t('noEffect')}</span>}
      {effects.map((effect) => (
        <div key={effect.title}>
          <strong>{t('asLogged', { title: effect.title })}</strong>
          <div className={styles.small}>
            {effect.account}
            {Number(effect.cost) > 0 && ` · ${t('costs', { amount: `${effect.cost} ${effect.currency}` })}`}
          </div>
        </div>
      ))}
      {said && (
        <Tone mood={said === 'allow' ? 'good' : said === 'ask' ? 'wait' : 'bad'}>{t(`decision.${said}`)}</Tone>
      )}
      <span className={styles.small}>{t('because', { line: decision.line })}</span>
    </div>
  )
}

function Done({ output, connection }: { output: unknown; connection: string }) {
  return (
    <div className={ui.card}>
      <Tone mood="good">{t('done')}</Tone>
      <pre className={styles.output} tabIndex={0}>
        {JSON.stringify(output, null, 2)}
      </pre>
      <TextLink to="/activity" search={{ integration: connection }}>
        {t('seeLog')}
      </TextLink>
    </div>
  )
}
