import { DoorCard } from './DoorCard'
import { TextLink } from '@/shared/ui/links'
import styles from './observatory.module.css'
import { t } from './words'

export function LostPasswordPage() {
  return (
    <DoorCard title={t('lostTitle')} lead={t('lostLead')}>
      <pre className={styles.command} tabIndex={0}>
        {t('lostCommand')}
      </pre>
      <span>{t('lostPasskey')}</span>
      <TextLink to="/sign-in">
        {t('back')}
      </TextLink>
    </DoorCard>
  )
}
