import type { Translation } from '@/shared/words/catalogue'
import type { t } from './words'

export const german: Translation<typeof t> = {
  stepUpTitle: 'Sind Sie es noch?',
  stepUpLead: 'Dieser Schritt verlangt einen frischen Nachweis.',
  password: 'Passwort',
  goOn: 'Weiter',
  byPasskey: 'Passkey verwenden',
}
