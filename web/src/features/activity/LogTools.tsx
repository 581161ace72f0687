import { Button, Menu } from '@mantine/core'
import { IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useMe } from '@/shared/session/me'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { Tone } from '@/shared/ui/Tone'
import styles from './activity.module.css'
import { exported } from './api/exported'
import { verify, type Verification } from './api/verify'
import type { Filters } from './filters'
import { t } from './words'

/** Take the log away as a file; check that nobody touched it. */
export function LogTools({ filters }: { filters: Filters }) {
  const observatory = useMe().observatory.id
  const check = useMutation({ mutationFn: verify })
  return (
    <>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={exported('csv', observatory, filters)} download>
            {t('csv')}
          </Menu.Item>
          <Menu.Item component="a" href={exported('json', observatory, filters)} download>
            {t('json')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {t('verify')}
      </Button>
      <div role="status" className={styles.checked}>
        {check.data && <Checked report={check.data} />}
        <ProblemAlert error={check.error} />
      </div>
    </>
  )
}

function Checked({ report: { intact, sealed, total, findings } }: { report: Verification }) {
  const first = findings[0]
  return (
    <>
      <Tone mood={intact ? 'good' : 'bad'}>{t(intact ? 'whole' : 'broken')}</Tone>
      <span>{intact ? t('wholeLead', { count: sealed }) : t('brokenLead', { count: total })}</span>
      {first && <span>{[first.what, first.next].join(' ')}</span>}
    </>
  )
}
