import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { FieldError } from '@/shared/api/problem'
import ui from '@/shared/ui/ui.module.css'
import { dotted } from './dotted'
import { inWords, type Json, kindOf, type Schema } from './schema'
import styles from './schema.module.css'
import { t } from './words'

type Group = Readonly<Record<string, Json>>
type Props = { schema: Schema; value: Group; onChange: (value: Group) => void; errors?: readonly FieldError[]; readOnly?: boolean }

/** A form for whatever an action takes: what is needed first, then the rest in the schema's own order. */
export function SchemaForm({ schema, value, onChange, errors = [], readOnly = false }: Props) {
  return <Fields schema={schema} value={value} path="" onChange={onChange} context={{ errors: errors.map(dotted), readOnly }} />
}

type Context = { errors: readonly FieldError[]; readOnly: boolean }
type GroupProps = { schema: Schema; value: Group; path: string; onChange: (value: Group) => void; context: Context }

function Fields({ schema: { properties = {}, required = [] }, value, path, onChange, context }: GroupProps) {
  const needed = Object.entries(properties).toSorted(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
  return (
    <div className={styles.fields}>
      {needed.map(([name, schema]) => (
        <Field
          key={name}
          name={name}
          schema={schema}
          needed={required.includes(name)}
          value={value[name]}
          path={path ? `${path}.${name}` : name}
          onChange={(next) => onChange({ ...value, [name]: next })}
          context={context}
        />
      ))}
    </div>
  )
}

type FieldProps = {
  name: string
  schema: Schema
  needed: boolean
  value: Json | undefined
  path: string
  onChange: (value: Json) => void
  context: Context
}

function Field(props: FieldProps) {
  const kind = kindOf(props.schema)
  if (kind === 'group') return <GroupField {...props} />
  if (kind === 'list') return <ListField {...props} />
  return <PlainField {...props} />
}

function PlainField({ name, schema, needed, value, path, onChange, context: { errors, readOnly } }: FieldProps) {
  const kind = kindOf(schema)
  const common = {
    label: schema.title ?? inWords(name),
    description: described(schema),
    error: errors.find(({ field }) => field === path || field.startsWith(`${path}.`))?.message,
    required: needed,
    readOnly,
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  switch (kind) {
    case 'yes':
      return (
        <Checkbox
          {...common}
          required={false}
          disabled={readOnly}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...common}
          value={text}
          hideControls
          {...(schema.type === 'integer' ? { allowDecimal: false } : {})}
          onChange={(next) => onChange(typeof next === 'number' ? next : next === '' ? null : Number(next))}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          {...common}
          disabled={readOnly}
          value={text}
          data={[...(needed ? [] : [{ value: '', label: t('leaveOut') }]), ...(schema.enum ?? []).map(String)]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'lines':
      return (
        <Textarea
          {...common}
          description={t('oneEachLine', { description: common.description })}
          autosize
          minRows={1}
          maxRows={8}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={(event) => onChange(event.currentTarget.value.split('\n'))}
        />
      )
    case 'long':
      return (
        <Textarea {...common} autosize minRows={3} maxRows={14} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
      )
    default:
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
  }
}

function described({ description = '', examples = [] }: Schema): string {
  const [example] = examples
  return example === undefined ? description : `${description} ${t('example', { example: String(example) })}`.trim()
}

const isGroup = (value: Json | undefined): value is Group => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A group that may be left out is folded until something is in it. */
function GroupField({ name, schema, needed, value, path, onChange, context }: FieldProps) {
  const group = isGroup(value) ? value : {}
  return (
    <details className={styles.group} open={needed || Object.keys(group).length > 0 || context.errors.some(({ field }) => field.startsWith(path))}>
      <summary>{schema.title ?? inWords(name)}</summary>
      {schema.description && <p className={styles.about}>{schema.description}</p>}
      <Fields schema={schema} value={group} path={path} onChange={onChange} context={context} />
    </details>
  )
}

function ListField({ name, schema, value, path, onChange, context }: FieldProps) {
  const items = Array.isArray(value) ? (value as readonly Json[]) : []
  const label = schema.title ?? inWords(name)
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {schema.description && <p className={styles.about}>{schema.description}</p>}
      {items.map((item, at) => (
        <div key={at} className={styles.item}>
          <Fields
            schema={schema.items ?? {}}
            value={isGroup(item) ? item : {}}
            path={`${path}.${at}`}
            onChange={(next) => onChange(items.with(at, next))}
            context={context}
          />
          {!context.readOnly && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              className={ui.start}
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={() => onChange(items.toSpliced(at, 1))}
            >
              {t('removeNamed', { name: label, number: at + 1 })}
            </Button>
          )}
        </div>
      ))}
      {!context.readOnly && items.length < (schema.maxItems ?? Infinity) && (
        <Button
          size="xs"
          variant="default"
          className={ui.start}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...items, {}])}
        >
          {t('addNamed', { name: label })}
        </Button>
      )}
    </fieldset>
  )
}
