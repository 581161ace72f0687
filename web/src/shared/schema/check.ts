import type { FieldError } from '@/shared/api/problem'
import { type Json, kindOf, type Schema } from './schema'
import { t } from './words'

/**
 * What is wrong with an input, field by field, before it is sent; from the same schema that the server checks with. The
 * server's word is the last one.
 */
export function check(schema: Schema, value: Json | undefined, field = ''): readonly FieldError[] {
  if (value === undefined) return []
  const kind = kindOf(schema)
  if (kind === 'group') return checkGroup(schema, value as Record<string, Json>, field)
  if (Array.isArray(value)) return [...checkLength(schema, value.length, field), ...value.flatMap((one, at) => check(schema.items ?? {}, one as Json, within(field, at)))]
  const message = typeof value === 'string' ? aboutText(schema, value) : typeof value === 'number' ? aboutNumber(schema, value) : undefined
  return message ? [{ field, message }] : []
}

const within = (field: string, name: string | number): string => (field ? `${field}.${name}` : String(name))

function checkGroup({ properties = {}, required = [] }: Schema, value: Readonly<Record<string, Json>>, field: string): readonly FieldError[] {
  const missing = required.filter((name) => value[name] === undefined).map((name) => ({ field: within(field, name), message: t('missing') }))
  return [...missing, ...Object.entries(properties).flatMap(([name, one]) => check(one, value[name], within(field, name)))]
}

function checkLength({ minItems = 0, maxItems = Infinity }: Schema, count: number, field: string): readonly FieldError[] {
  if (count < minItems) return [{ field, message: t('tooFew', { count: minItems }) }]
  return count > maxItems ? [{ field, message: t('tooMany', { count: maxItems }) }] : []
}

function aboutText({ minLength = 0, maxLength = Infinity, pattern }: Schema, value: string): string | undefined {
  const length = [...value].length
  if (length < minLength) return t('tooShort', { count: minLength })
  if (length > maxLength) return t('tooLong', { count: maxLength })
  return pattern && !new RegExp(pattern, 'u').test(value) ? t('wrongForm') : undefined
}

function aboutNumber({ type, minimum = -Infinity, maximum = Infinity }: Schema, value: number): string | undefined {
  if (value < minimum) return t('tooSmall', { least: minimum })
  if (value > maximum) return t('tooLarge', { most: maximum })
  return type === 'integer' && !Number.isInteger(value) ? t('notWhole') : undefined
}
