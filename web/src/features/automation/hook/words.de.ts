import type { Translation } from '@/shared/words/catalogue'
import type { t } from './words'

export const german: Translation<typeof t> = {
  address: 'Webhook',
  choose: 'Wählen Sie einen, oder legen Sie unten einen an',
  name: 'Name des neuen Webhooks',
  nameHint: 'Wer ihn rufen wird, etwa: Bestellungen des Ladens.',
  make: 'Webhook anlegen',
  url: 'Adresse zum Rufen',
  once: 'Kopieren Sie das Geheimnis jetzt: es wird nicht wieder gezeigt',
  secret: 'Geheimnis',
  signing: 'Der Absender unterschreibt jeden Ruf damit, wie standardwebhooks.com es beschreibt; ein Ruf ohne gültige Unterschrift wird abgewiesen.',
  formerHolds: 'Das frühere Geheimnis gilt noch einen Tag.',
  renew: 'Neues Geheimnis',
}
