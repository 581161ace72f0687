import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '@/shared/session/me'
import { observatoryQuery } from '@/shared/session/observatory'
import { TextLink } from '@/shared/ui/links'
import { Page } from '@/shared/ui/Page'
import ui from '@/shared/ui/ui.module.css'
import { Waiting } from '@/shared/ui/Waiting'
import { makeRule } from './api/rules'
import styles from './automation.module.css'
import { asRule, type Draft, emptyDraft } from './draft'
import { Editor } from './Editor'
import { templates, withZone } from './templates'
import { t } from './words'

export function NewRulePage() {
  const navigate = useNavigate()
  const zone = useQuery(observatoryQuery(useMe().observatory.id)).data?.settings.timezone
  const [begun, begin] = useState<{ draft: Draft; from: string } | null>(null)
  if (!zone)
    return (
      <Page title={t('newRule')}>
        <Waiting rows={2} height={200} />
      </Page>
    )
  const chosen = begun ?? { draft: emptyDraft(zone), from: '' }
  return (
    <Page title={t('newRule')}>
      <TextLink to="/rules" className={ui.start}>
        {t('allRules')}
      </TextLink>
      <div className={styles.templates} role="group" aria-label={t('templates')}>
        <span>{t('templates')}</span>
        {templates.map(({ words, draft }) => (
          <Button
            key={words}
            size="compact-md"
            variant={chosen.from === words ? 'light' : 'default'}
            aria-pressed={chosen.from === words}
            onClick={() => begin({ draft: withZone(draft, zone), from: words })}
          >
            {t(words)}
          </Button>
        ))}
      </div>
      <Editor
        key={chosen.from}
        draft={chosen.draft}
        save={async (draft) => {
          const { id } = await makeRule(asRule(draft))
          await navigate({ to: '/rules/$id', params: { id } })
        }}
      />
    </Page>
  )
}
