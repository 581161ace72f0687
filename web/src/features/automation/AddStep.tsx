import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import ui from '@/shared/ui/ui.module.css'
import { kinds, type Step } from './draft'
import { t } from './words'

type Props = { folded: boolean; onAdd: (kind: Step['kind']) => void }

/** The kinds of steps to choose from; inside of other steps they are folded, so that the rule stays readable. */
export function AddStep({ folded, onAdd }: Props) {
  const [unfolded, unfold] = useState(false)
  const add = (kind: Step['kind']) => {
    unfold(false)
    onAdd(kind)
  }
  if (folded && !unfolded)
    return (
      <Button size="xs" variant="default" className={ui.start} leftSection={<IconPlus size={14} aria-hidden />} onClick={() => unfold(true)}>
        {t('addStep')}
      </Button>
    )
  return (
    <div className={ui.row} role="group" aria-label={t('addStep')}>
      {kinds.map((kind, at) => (
        <Button
          key={kind}
          size="xs"
          variant="default"
          autoFocus={unfolded && at === 0}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(kind)}
        >
          {t(`step.${kind}`)}
        </Button>
      ))}
    </div>
  )
}
