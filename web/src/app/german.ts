import { german as activity } from '@/features/activity/words.de'
import { german as approval } from '@/features/approval/words.de'
import { german as automation } from '@/features/automation/words.de'
import { german as policy } from '@/features/approval/policy/words.de'
import { german as hook } from '@/features/automation/hook/words.de'
import { german as run } from '@/features/automation/run/words.de'
import { german as integration } from '@/features/integration/words.de'
import { german as observatory } from '@/features/observatory/words.de'
import { german as schema } from '@/shared/schema/words.de'
import { german as session } from '@/shared/session/words.de'
import { german as ui } from '@/shared/ui/words.de'
import { german as app } from './words.de'

/** Every room's words in German, fetched only where German is spoken. */
export const german = { activity, app, approval, automation, hook, integration, observatory, policy, run, schema, session, ui }
