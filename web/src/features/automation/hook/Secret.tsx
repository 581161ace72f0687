import { Alert } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { CopyField } from '@/shared/ui/CopyField'
import ui from '@/shared/ui/ui.module.css'
import { t } from './words'

/** The only time a hook's secret is seen. */
export function Secret({ value, renewed }: { value: string; renewed: boolean }) {
  return (
    <Alert color="teal" icon={<IconKey aria-hidden />} title={t('once')}>
      <div className={ui.stack}>
        <CopyField label={t('secret')} value={value} />
        <span>{t('signing')}</span>
        {renewed && <span>{t('formerHolds')}</span>}
      </div>
    </Alert>
  )
}
