import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from '@/shared/ui/Dialog'
import { isProblem } from '@/shared/api/problem'
import parts from '@/shared/ui/parts.module.css'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { importRule, rulesKey } from './api/rules'
import styles from './automation.module.css'
import { t } from './words'

/** A rule from YAML, typed in or taken from a file. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [yaml, setYaml] = useState('')
  const take = useMutation({
    mutationFn: importRule,
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: rulesKey })
      await navigate({ to: '/rules/$id', params: { id } })
    },
  })
  const wrong = isProblem(take.error) ? take.error.errors : []
  return (
    <Dialog title={t('importTitle')} wide onClose={onClose}>
      <span>{t('importLead')}</span>
      <Textarea
        label={t('yaml')}
        value={yaml}
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: parts.code! }}
        error={wrong.map(({ field, message }) => `${field} ${message}`).join(' ')}
        onChange={(event) => setYaml(event.currentTarget.value)}
      />
      <label className={styles.file}>
        {t('orFile')}
        <input type="file" accept=".yaml,.yml" onChange={(event) => void event.currentTarget.files?.[0]?.text().then(setYaml)} />
      </label>
      {wrong.length === 0 && <ProblemAlert error={take.error} />}
      <Button className={ui.start} disabled={!yaml.trim()} loading={take.isPending} onClick={() => take.mutate(yaml)}>
        {t('importAct')}
      </Button>
    </Dialog>
  )
}
