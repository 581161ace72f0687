import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CopyField } from '@/shared/ui/CopyField'
import { fieldError } from '@/shared/ui/form'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import ui from '@/shared/ui/ui.module.css'
import { hooksQuery, makeHook, renewSecret } from './api'
import { Secret } from './Secret'
import { t } from './words'

type Props = { hook: string; readOnly: boolean; error: string | undefined; onChange: (hook: string) => void }

/** The address that starts the rule: one that is there, or a new one made in place. */
export function HookPicker({ hook, readOnly, error, onChange }: Props) {
  const queries = useQueryClient()
  const { data, error: trouble } = useQuery(hooksQuery)
  const refresh = () => queries.invalidateQueries({ queryKey: hooksQuery.queryKey })
  const make = useMutation({
    mutationFn: makeHook,
    onSuccess: async ({ hook: made }) => {
      await refresh()
      onChange(made.id)
    },
  })
  const renew = useMutation({ mutationFn: renewSecret, onSuccess: refresh })
  const hooks = data?.items ?? []
  const chosen = hooks.find(({ id }) => id === hook)
  const shown = [renew.data, make.data].find((made) => made?.hook.id === hook)
  return (
    <>
      <ProblemAlert error={trouble ?? renew.error ?? (fieldError(make.error, 'name') ? null : make.error)} />
      <NativeSelect
        label={t('address')}
        value={hook}
        disabled={readOnly}
        data={[{ value: '', label: t('choose') }, ...hooks.map(({ id, name }) => ({ value: id, label: name }))]}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {!readOnly && !chosen && <Maker busy={make.isPending} error={fieldError(make.error, 'name')} onMake={(name) => make.mutate(name)} />}
      {chosen && <CopyField label={t('url')} value={new URL(chosen.url, location.href).href} />}
      {shown && <Secret value={shown.secret} renewed={shown === renew.data} />}
      {chosen && !shown && !readOnly && (
        <Button
          size="xs"
          variant="default"
          className={ui.start}
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={renew.isPending}
          onClick={() => renew.mutate(chosen.id)}
        >
          {t('renew')}
        </Button>
      )}
    </>
  )
}

/** No form of its own: it stands inside the rule's. */
function Maker({ busy, error, onMake }: { busy: boolean; error: string | undefined; onMake: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <div className={ui.stack}>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        value={name}
        maxLength={200}
        error={error}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (name.trim()) onMake(name)
        }}
      />
      <Button
        size="xs"
        variant="default"
        className={ui.start}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={!name.trim()}
        loading={busy}
        onClick={() => onMake(name)}
      >
        {t('make')}
      </Button>
    </div>
  )
}
