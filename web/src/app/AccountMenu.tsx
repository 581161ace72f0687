import { ActionIcon, Menu } from '@mantine/core'
import { IconDevices, IconFingerprint, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMe } from '@/shared/session/me'
import { useSignOut } from './useSignOut'
import { t } from './words'

export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { user } = useMe()
  const leave = useSignOut()
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('account', { name: user.name })}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Menu.Item component={Link} to="/settings/passkeys" leftSection={<IconFingerprint size={16} aria-hidden />}>
          {t('passkeys')}
        </Menu.Item>
        <Menu.Item component={Link} to="/settings/sessions" leftSection={<IconDevices size={16} aria-hidden />}>
          {t('sessions')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          {t('help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
