import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { chooseLanguage, type Language, language, languages } from '@/shared/words/language'
import styles from './observatory.module.css'
import { t } from './words'

const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark']

/** What this browser remembers for this person; nothing of it reaches the server. */
export function AppearancePage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <section className={styles.section} aria-label={t('appearance')}>
      <div className={styles.head}>
        <p>{t('appearanceLead')}</p>
      </div>
      <div className={`${styles.card} ${styles.form}`}>
        <fieldset className={styles.choice}>
          <legend>{t('language')}</legend>
          {Object.entries(languages).map(([id, name]) => (
            <label key={id} lang={id}>
              <input
                type="radio"
                name="language"
                checked={id === language}
                onChange={() => chooseLanguage(id as Language)}
              />
              {name}
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.choice}>
          <legend>{t('colours')}</legend>
          {schemes.map((scheme) => (
            <label key={scheme}>
              <input type="radio" name="colours" checked={scheme === colorScheme} onChange={() => setColorScheme(scheme)} />
              {t(`colours.${scheme}`)}
            </label>
          ))}
        </fieldset>
      </div>
    </section>
  )
}
