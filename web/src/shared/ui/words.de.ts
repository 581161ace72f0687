import type { Translation } from '@/shared/words/catalogue'
import type { t } from './words'

export const german: Translation<typeof t> = {
  tryAgain: 'Noch einmal versuchen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  cancel: 'Abbrechen',
  unreachable: 'Jarvis antwortet nicht. Prüfen Sie, ob es läuft; diese Seite macht von selbst weiter.',
  unreachableTitle: 'Keine Verbindung',
  refusedTitle: 'Das ging nicht',
  unknown: 'Jarvis hat mit Status {status} und ohne Begründung geantwortet. Sein Protokoll weiß mehr.',
  retryAfter: { one: 'Versuchen Sie es in {count} Sekunde wieder.', other: 'Versuchen Sie es in {count} Sekunden wieder.' },
  loading: 'Lädt',
  more: 'Mehr zeigen',
  documentTitle: '{title} · Jarvis',
}
