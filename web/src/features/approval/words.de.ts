import type { Translation } from '@/shared/words/catalogue'
import type { t } from './words'

export const german: Translation<typeof t> = {
  act: 'Von Hand handeln',
  actLead: 'Eine Handlung auf einem Konto. Der Probelauf sagt, was draußen geschähe und was die Richtlinie dazu sagt.',
  account: 'Konto',
  action: 'Aktion',
  noAccount: 'Noch kann kein Konto handeln',
  noAccountLead: 'Verbinden Sie eines, oder reparieren Sie eines, das nicht geht.',
  connect: 'Konto verbinden',
  dryRun: 'Probelauf',
  wouldDo: 'Was geschähe',
  noEffect: 'Nichts draußen: es liest nur.',
  costs: 'kostet {amount}',
  because: 'Nach der Richtlinienzeile „{line}“.',
  'decision.allow': 'Würde sofort getan',
  'decision.ask': 'Würde auf Freigabe warten',
  'decision.deny': 'Würde abgelehnt',
  done: 'Erledigt',
  seeLog: 'In der Aktivität ansehen',
  'risk.low': 'Geringes Risiko',
  'risk.medium': 'Mittleres Risiko',
  'risk.high': 'Hohes Risiko',
  'effect.reads': 'Liest nur; ändert nichts.',
  'effect.idempotent': 'Die Plattform sorgt dafür, dass es einmal geschieht.',
  'effect.reconcilable': 'Nach einer verlorenen Antwort sieht Jarvis nach, ob es geschah, und wiederholt es nie blind.',
  'effect.unsafe': 'Nach einer verlorenen Antwort kann niemand nachsehen, ob es geschah; dann fragt Jarvis Sie.',
}
