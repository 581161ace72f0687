import { catalogue } from '@/shared/words/catalogue'

export const t = catalogue('hook', {
  address: 'Webhook',
  choose: 'Choose one, or make one below',
  name: 'Name of the new webhook',
  nameHint: 'Who will call it, such as: Shop orders.',
  make: 'Make a webhook',
  url: 'Address to call',
  once: 'Copy the secret now: it is not shown again',
  secret: 'Secret',
  signing: 'The sender signs each call with it as standardwebhooks.com describes; a call with no valid signature is refused.',
  formerHolds: 'The former secret works for another day.',
  renew: 'New secret',
})
