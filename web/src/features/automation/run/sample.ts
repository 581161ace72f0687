import { useQuery } from '@tanstack/react-query'
import type { Json } from '@/shared/schema/schema'
import type { Trigger } from '../draft'
import { sampleQuery } from './api'

/** What a rule's trigger looks like: the newest event of its kind where there was one, else its form with nothing in it. */
export function useSample(trigger: Trigger): Json | undefined {
  const type = trigger.kind === 'event' ? trigger.type : ''
  const events = useQuery({ ...sampleQuery(type), enabled: type !== '' })
  switch (trigger.kind) {
    case 'schedule':
      return { kind: 'schedule', label: 'by hand', due: new Date().toISOString(), zone: trigger.zone, note: null }
    case 'webhook':
      return { hook: trigger.hook, key: 'by-hand', body: {} }
    case 'event': {
      if (events.isPending) return undefined
      return { kind: 'event', ...(events.data?.items[0] ?? { type, data: {} }) } as unknown as Json
    }
  }
}
