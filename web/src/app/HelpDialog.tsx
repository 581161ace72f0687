import { Kbd } from '@mantine/core'
import { Dialog } from '@/shared/ui/Dialog'
import styles from './app.module.css'
import { places } from './places'
import { t } from './words'

/** Every key that does something. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('help')} onClose={onClose}>
      <dl className={styles.keys}>
        <Keys what={t('palette')} keys={[t('modK')]} />
        <Keys what={t('help')} keys={['?']} />
        {places.map(({ to, words, key }) => (
          <Keys key={to} what={t('goTo', { place: t(words) })} keys={['G', key.toUpperCase()]} />
        ))}
        <Keys what={t('closeDialog')} keys={[t('escape')]} />
      </dl>
    </Dialog>
  )
}

function Keys({ what, keys }: { what: string; keys: readonly string[] }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  )
}
