import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/shared/api/problem'
import { Refusal } from '@/shared/session/StepUp'
import parts from '@/shared/ui/parts.module.css'
import ui from '@/shared/ui/ui.module.css'
import { type Line, type Policy, policyQuery, savePolicy } from './api'
import { LineCard } from './LineCard'
import { freshName } from './plain'
import styles from './policy.module.css'
import { Preview } from './Preview'
import { t } from './words'

const moved = (lines: readonly Line[], from: number, to: number): readonly Line[] =>
  lines.toSpliced(from, 1).toSpliced(to, 0, lines[from]!)

/** The lines in their order, and beside them what they would have decided. */
export function PolicyForm({ policy, readOnly }: { policy: Policy; readOnly: boolean }) {
  const queries = useQueryClient()
  const [lines, setLines] = useState<readonly Line[]>(policy.lines)
  const save = useMutation({
    mutationFn: () => savePolicy({ version: policy.version, lines: [...lines] }),
    onSuccess: (saved) => queries.setQueryData(policyQuery.queryKey, saved),
  })
  const change = (next: readonly Line[]) => {
    setLines(next)
    save.reset()
  }
  const errors = isProblem(save.error) ? save.error.errors : []
  const add = () => {
    const line: Line = { name: freshName(lines.map(({ name }) => name)), when: 'true', then: 'ask' }
    change([line, ...lines])
  }
  return (
    <div className={styles.halves}>
      <div className={ui.stack}>
        {!readOnly && (
          <Button variant="default" className={ui.start} leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('addLine')}
          </Button>
        )}
        <ol className={styles.lines}>
          {lines.map((line, at) => (
            <LineCard
              key={at}
              line={line}
              place={at + 1}
              last={at === lines.length - 1}
              readOnly={readOnly}
              errors={errors
                .map(({ field, message }) => ({ field: field.replace(/\[(\d+)\]/g, '.$1'), message }))
                .filter(({ field }) => field.startsWith(`lines.${at}`) || field.startsWith(`${at}.`))}
              onChange={(next) => change(lines.with(at, next))}
              onMove={(by) => change(moved(lines, at, at + by))}
              onRemove={() => change(lines.toSpliced(at, 1))}
            />
          ))}
        </ol>
        <p className={parts.small}>{t('otherwise')}</p>
        <Refusal error={save.error} onStepUp={() => save.mutate()} />
        {!readOnly && (
          <div className={ui.row}>
            <Button disabled={lines === policy.lines} loading={save.isPending} onClick={() => save.mutate()}>
              {t('save')}
            </Button>
            <span role="status" className={parts.small}>
              {t('version', { number: policy.version })}
            </span>
          </div>
        )}
      </div>
      <Preview lines={lines} />
    </div>
  )
}
