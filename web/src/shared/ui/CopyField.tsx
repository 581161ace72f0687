import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import styles from './ui.module.css'
import { t } from './words'

/** A value to take away: selected on focus, copied by a button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <div className={styles.copy}>
      <TextInput label={label} value={value} readOnly onFocus={(event) => event.target.select()} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
            <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
