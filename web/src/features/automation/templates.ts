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
            subject: '${trigger.data.platform} needs you',
            text: '${trigger.title}: ${trigger.description}',
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
      conditions: ['trigger.data.code != "rate-limited"'],
      steps: [
        {
          kind: 'act',
          id: 'mail',
          action: 'gmail/send',
          input: { to: ['you@example.com'], subject: 'An act failed', text: '${trigger.title}: ${trigger.data.code}' },
        },
      ],
    },
  },
  {
    words: 'template.asked',
    draft: {
      ...common,
      name: 'Tell me when somebody has to say yes',
      trigger: { kind: 'event', type: 'approval.requested' },
      conditions: [],
      steps: [
        {
          kind: 'act',
          id: 'mail',
          action: 'gmail/send',
          input: { to: ['you@example.com'], subject: 'Waits for a yes', text: '${trigger.title}, until ${trigger.data.until}' },
        },
      ],
    },
  },
  {
    words: 'template.runFailed',
    draft: {
      ...common,
      name: 'Tell me when a rule fails',
      trigger: { kind: 'event', type: 'run.failed' },
      conditions: [],
      steps: [
        {
          kind: 'act',
          id: 'mail',
          action: 'gmail/send',
          input: { to: ['you@example.com'], subject: 'A rule failed', text: '${trigger.title}: ${trigger.data.code}' },
        },
      ],
    },
  },
  {
    words: 'template.lead',
    draft: {
      ...common,
      name: 'Mail for each call',
      trigger: { kind: 'webhook', hook: '' },
      conditions: [],
      steps: [
        {
          kind: 'act',
          id: 'mail',
          action: 'gmail/send',
          input: { to: ['you@example.com'], subject: 'A call came in', text: 'Delivery ${trigger.key}' },
        },
      ],
    },
  },
  {
    words: 'template.mentions',
    draft: {
      ...common,
      name: 'Like what mentions us',
      trigger: { kind: 'schedule', cron: '0 * * * *', zone: '' },
      conditions: [],
      steps: [
        { kind: 'act', id: 'mentions', action: 'twitter/mentions', input: {} },
        {
          kind: 'for_each',
          id: 'each',
          items: 'steps.mentions.output.items',
          steps: [{ kind: 'act', id: 'like', action: 'twitter/like', input: { id: '${item.id}' } }],
        },
      ],
    },
  },
]

export const withZone = (draft: Draft, zone: string): Draft =>
  draft.trigger.kind === 'schedule' && !draft.trigger.zone ? { ...draft, trigger: { ...draft.trigger, zone } } : draft
