import type { Mood } from '@/shared/ui/Tone'
import { t } from './words'

export const states = ['running', 'waiting', 'succeeded', 'failed', 'skipped', 'cancelled'] as const
export type State = (typeof states)[number]

const moods: Readonly<Record<State, Mood>> = {
  running: 'wait',
  waiting: 'wait',
  succeeded: 'good',
  failed: 'bad',
  skipped: 'plain',
  cancelled: 'plain',
}

export const stateOf = (word: string): State => (word === 'done' ? 'succeeded' : (states.find((state) => state === word) ?? 'running'))

export const moodOf = (word: string): Mood => moods[stateOf(word)]

const starters = ['schedule', 'webhook', 'event', 'manual', 'rule', 'replay'] as const

export const startedBy = (word: string): string => t(`by.${starters.find((one) => one === word) ?? 'manual'}`)
