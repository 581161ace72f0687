import { IconBolt } from '@tabler/icons-react'
import styles from './app.module.css'
import { t } from './words'

export function Brand() {
  return (
    <span className={styles.brand}>
      <IconBolt size={22} aria-hidden className={styles.bolt} />
      {t('jarvis')}
    </span>
  )
}
