import { Textarea } from '@mantine/core'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import parts from '@/shared/ui/parts.module.css'
import styles from './automation.module.css'
import { completions, wordAt } from './known'
import { t } from './words'

type Props = {
  label: string
  hidden?: boolean
  description?: string
  placeholder?: string
  value: string
  names: readonly string[]
  template?: boolean
  readOnly: boolean
  error: string | undefined
  onChange: (value: string) => void
}

/**
 * An expression in CEL, or (`template`) a text with expressions in its holes. Names that are known here are offered while
 * one types: arrows choose, Enter or Tab takes, Escape closes.
 */
export function CelField({ label, hidden = false, names, template = false, value, readOnly, onChange, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  const word = caret === null || readOnly ? undefined : wordAt(value, caret, template)
  const offers = completions(names, word)
  const chosen = Math.min(at, offers.length - 1)
  const take = (name: string) => {
    if (!word) return
    onChange(value.slice(0, word.from) + name + value.slice(word.from + word.typed.length))
    setCaret(null)
    requestAnimationFrame(() => field.current?.setSelectionRange(word.from + name.length, word.from + name.length))
  }
  const press = (event: KeyboardEvent) => {
    if (offers.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((chosen + step + offers.length) % offers.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(offers[chosen]!)
    else if (event.key === 'Escape') setCaret(null)
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.cel}>
      <Textarea
        ref={field}
        {...(hidden ? { 'aria-label': label } : { label })}
        {...rest}
        value={value}
        readOnly={readOnly}
        autosize
        minRows={1}
        spellCheck={false}
        autoCapitalize="off"
        classNames={{ input: parts.code! }}
        aria-autocomplete="list"
        aria-controls={offers.length > 0 ? list : undefined}
        aria-activedescendant={offers.length > 0 ? `${list}-${chosen}` : undefined}
        onKeyDown={press}
        onBlur={() => setCaret(null)}
        onChange={(event) => {
          setAt(0)
          setCaret(event.currentTarget.selectionStart)
          onChange(event.currentTarget.value)
        }}
      />
      {offers.length > 0 && (
        <div id={list} role="listbox" aria-label={t('known')} className={styles.offers}>
          {offers.map((name, index) => (
            <div
              key={name}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === chosen}
              onMouseDown={(event) => {
                event.preventDefault()
                take(name)
              }}
            >
              {name}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
