import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconInfoCircle,
  type Icon,
} from '@tabler/icons-react'
import styles from './ui.module.css'

export type Mood = 'good' | 'warn' | 'bad' | 'wait' | 'plain'

const looks: Record<Mood, { color: string; icon: Icon }> = {
  good: { color: 'teal', icon: IconCircleCheck },
  warn: { color: 'orange', icon: IconAlertTriangle },
  bad: { color: 'red', icon: IconCircleX },
  wait: { color: 'yellow', icon: IconHourglass },
  plain: { color: 'gray', icon: IconInfoCircle },
}

/** A state, told by a sign and a word as well as by a colour. */
export function Tone({ mood, children }: { mood: Mood; children: string }) {
  const { color, icon: Sign } = looks[mood]
  return (
    <Badge
      variant="light"
      color={color}
      tt="none"
      size="lg"
      className={styles.tone}
      data-mood={mood}
      leftSection={<Sign size={14} aria-hidden />}
    >
      {children}
    </Badge>
  )
}

/** The sign alone, where a word would repeat itself on each line; the word is still read out. */
export function ToneSign({ mood, label }: { mood: Mood; label: string }) {
  const { icon: Sign } = looks[mood]
  return (
    <span className={styles.toneSign} data-mood={mood} role="img" aria-label={label} title={label}>
      <Sign size={18} aria-hidden />
    </span>
  )
}
