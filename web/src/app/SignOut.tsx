import { Button } from '@mantine/core'
import { useSignOut } from './useSignOut'
import { t } from './words'

export function SignOut() {
  const leave = useSignOut()
  return (
    <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
      {t('signOut')}
    </Button>
  )
}
