import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useMe } from '@/shared/session/me'
import { useChooseObservatory } from '@/shared/session/useChooseObservatory'
import styles from './app.module.css'
import { t } from './words'

/** Which observatory is on screen, and the way to another. */
export function Switcher() {
  const me = useMe()
  const choose = useChooseObservatory()
  if (me.observatories.length < 2) return <span className={styles.where}>{me.observatory.name}</span>
  return (
    <Menu position="bottom-start" width={260} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={styles.where} aria-label={t('switchFrom', { name: me.observatory.name })}>
          <span className={styles.whereName}>{me.observatory.name}</span>
          <IconSelector size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('observatories')}</Menu.Label>
        {me.observatories.map(({ id, name, role }) => (
          <Menu.Item
            key={id}
            onClick={() => void choose(id)}
            rightSection={id === me.observatory.id ? <IconCheck size={16} aria-label={t('shown')} /> : undefined}
          >
            {name}
            <span className={styles.role}>{t(`role.${role}`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
