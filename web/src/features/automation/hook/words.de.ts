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
  calls: 'Webhook-Rufe',
  callsOf: 'Rufe von {name}',
  callsLead: 'Jeder richtig unterschriebene Ruf, einmal, wie oft er auch kam, und was er begann.',
  allCalls: 'Alle Rufe dieses Webhooks',
  allRules: 'Alle Regeln',
  noCalls: 'Noch keine Rufe',
  noCallsLead: 'Der erste, der mit dem Geheimnis unterschrieben ist, erscheint hier.',
  beganNothing: 'begann nichts: keine Regel war an',
  runOf: 'Lauf von {name}',
  body: 'Inhalt',
  bodyOf: 'Inhalt von {key}',
  emptyBody: '(leer)',
}
