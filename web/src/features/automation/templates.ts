import type { Draft } from './draft'
import type { t } from './words'

type Template = { words: Parameters<typeof t>[0]; draft: Omit<Draft, 'trigger'> & { trigger: Draft['trigger'] } }
const common = { description: '', risk: 'low', requiresApproval: false } as const

/** Common rules to begin with; the observatory's own zone is put into a schedule. */
export const templates: readonly Template[] = [
  {
    words: 'template.morning',
    draft: {
      ...common,
      name: 'Good morning post',
      trigger: { kind: 'schedule', cron: '0 9 * * MON-FRI', zone: '' },
      conditions: [],
      steps: [{ kind: 'act', id: 'post', action: 'twitter/tweet', input: { text: 'We are open.' } }],
    },
  },
  {
    words: 'template.broken',
    draft: {
      ...common,
      name: 'Tell me when a connection breaks',
      trigger: { kind: 'event', type: 'connection.broken' },
      conditions: [],
      steps: [
        {
          kind: 'act',
          id: 'mail',
          action: 'gmail/send',
          input: {
            to: ['you@example.com'],
            subject: '${trigger.platform} needs you',
            text: '${trigger.account}: ${trigger.reason}',
          },
        },
      ],
    },
  },
  {
    words: 'template.failed',
    draft: {
      ...common,
      name: 'Mail me when an act fails',
      trigger: { kind: 'event', type: 'action.failed' },
      conditions: ['trigger.code != "rate-limited"'],
      steps: [
        {
          kind: 'act',
          id: 'mail',
          action: 'gmail/send',
          input: { to: ['you@example.com'], subject: 'An act failed', text: 'It said: ${trigger.code}' },
        },
      ],
    },
  },
]

export const withZone = (draft: Draft, zone: string): Draft =>
  draft.trigger.kind === 'schedule' && !draft.trigger.zone ? { ...draft, trigger: { ...draft.trigger, zone } } : draft
