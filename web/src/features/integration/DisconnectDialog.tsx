import { useMutation, useQueryClient } from '@tanstack/react-query'
import { accountName, connectedQuery, type Connection } from '@/shared/api/connected'
import { usePlatformName } from '@/shared/api/platforms'
import { Confirm } from '@/shared/ui/Confirm'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { disconnect } from './api/connection'
import { t } from './words'

export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const queries = useQueryClient()
  const platform = usePlatformName()(connection.platform)
  const leave = useMutation({
    mutationFn: () => disconnect(connection.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['platforms'] })
      await queries.invalidateQueries({ queryKey: connectedQuery.queryKey })
      onClose()
    },
  })
  return (
    <Confirm
      title={t('disconnectTitle', { name: accountName(connection) })}
      act={t('disconnect')}
      busy={leave.isPending}
      onAct={() => leave.mutate()}
      onClose={onClose}
    >
      <span>{t('disconnectLead', { platform })}</span>
      {connection.rules > 0 && <strong>{t('disconnectRules', { count: connection.rules })}</strong>}
      <ProblemAlert error={leave.error} />
    </Confirm>
  )
}
