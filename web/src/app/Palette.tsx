import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Dialog } from '@/shared/ui/Dialog'
import styles from './app.module.css'
import { type Command, useCommands } from './commands'
import { t } from './words'

/** Everything one can do or go to, by typing a few letters of it. */
export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const found = useCommands(onHelp).filter((command) => fits(command, typed))
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const move = (by: number) => setAt((now) => (found.length === 0 ? 0 : (now + by + found.length) % found.length))
  return (
    <Dialog title={t('palette')} wide onClose={onClose}>
      <TextInput
        autoFocus
        role="combobox"
        aria-label={t('paletteHint')}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        placeholder={t('paletteHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            move(event.key === 'ArrowDown' ? 1 : -1)
          }
          if (event.key === 'Enter') run(found[at])
        }}
      />
      <ul id={list} role="listbox" aria-label={t('palette')} className={styles.commands}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            ref={index === at ? intoView : null}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <command.icon size={18} aria-hidden />
            <span>{command.words}</span>
            {command.hint && <span className={styles.hint}>{command.hint}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <span role="status">{t('noCommand')}</span>}
    </Dialog>
  )
}

const intoView = (item: HTMLElement | null): void => {
  item?.scrollIntoView({ block: 'nearest' })
}

const fits = ({ words, hint = '' }: Command, typed: string): boolean =>
  typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => `${words} ${hint}`.toLocaleLowerCase().includes(word))
