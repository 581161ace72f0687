import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconLogout, IconUser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { chooseObservatory } from '@/shared/api/caller'
import { meQuery, useMe } from '@/shared/session/me'
import { useSignOut } from './useSignOut'
import { t } from './words'

export function AccountMenu() {
  const me = useMe()
  const queries = useQueryClient()
  const leave = useSignOut()
  const choose = async (id: string) => {
    chooseObservatory(id)
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] })
  }
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('account', { name: me.user.name })}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.email}</Menu.Label>
        {me.observatories.length > 1 && (
          <>
            <Menu.Label>{t('observatory')}</Menu.Label>
            {me.observatories.map(({ id, name }) => (
              <Menu.Item
                key={id}
                onClick={() => void choose(id)}
                rightSection={id === me.observatory.id && <IconCheck size={16} aria-hidden />}
              >
                {name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
