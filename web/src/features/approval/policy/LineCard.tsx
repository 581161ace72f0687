import { ActionIcon, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { FieldError } from '@/shared/api/problem'
import parts from '@/shared/ui/parts.module.css'
import ui from '@/shared/ui/ui.module.css'
import type { Line } from './api'
import { Choices } from './Choices'
import { Deciding } from './Deciding'
import { read } from './plain'
import styles from './policy.module.css'
import { t } from './words'

type Props = {
  line: Line
  place: number
  last: boolean
  readOnly: boolean
  errors: readonly FieldError[]
  onChange: (line: Line) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One line: when something is like this, then that. In plain choices where they can say it, else in CEL. */
export function LineCard({ line, place, last, readOnly, errors, onChange, onMove, onRemove }: Props) {
  const [celWanted, setCelWanted] = useState(false)
  const plain = read(line.when)
  const byCel = celWanted || !plain
  const wrong = errors.find(({ field }) => field.endsWith('.when'))?.message
  return (
    <li className={ui.card} aria-label={t('line', { number: place })}>
      <header className={styles.head}>
        <TextInput
          label={t('lineName', { number: place })}
          value={line.name}
          readOnly={readOnly}
          spellCheck={false}
          error={errors.find(({ field }) => field.endsWith('.name'))?.message}
          onChange={(event) => onChange({ ...line, name: event.currentTarget.value })}
        />
        {!readOnly && (
          <span className={styles.order}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('up', { number: place })} disabled={place === 1} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={t('down', { number: place })} disabled={last} onClick={() => onMove(1)}>
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="red" aria-label={t('remove', { number: place })} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </header>
      {plain && !byCel && <Choices plain={plain} readOnly={readOnly} onChange={(when) => onChange({ ...line, when })} />}
      {byCel && (
        <Textarea
          label={t('when')}
          description={t('celHint')}
          value={line.when}
          autosize
          minRows={1}
          readOnly={readOnly}
          spellCheck={false}
          classNames={{ input: parts.code! }}
          error={wrong}
          onChange={(event) => onChange({ ...line, when: event.currentTarget.value })}
        />
      )}
      {plain && !readOnly && (
        <button type="button" className={styles.toggle} onClick={() => setCelWanted(!celWanted)}>
          {t(byCel ? 'asChoices' : 'asCel')}
        </button>
      )}
      <NativeSelect
        label={t('then')}
        value={line.then}
        disabled={readOnly}
        data={(['allow', 'ask', 'deny'] as const).map((then) => ({ value: then, label: t(`then.${then}`) }))}
        onChange={(event) => onChange(turned(line, event.currentTarget.value as Line['then']))}
      />
      <Deciding line={line} readOnly={readOnly} errors={errors} onChange={onChange} />
    </li>
  )
}

/** What belongs to another outcome is left behind. */
const turned = ({ name, when, reason }: Line, then: Line['then']): Line => ({ name, when, then, ...(reason ? { reason } : {}) })
