import { catalogue } from '@/shared/words/catalogue'

export const t = catalogue('session', {
  stepUpTitle: 'Is it still you?',
  stepUpLead: 'This step asks for a fresh proof.',
  password: 'Password',
  goOn: 'Go on',
  byPasskey: 'Use a passkey',
})
