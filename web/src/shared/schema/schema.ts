/** The part of JSON Schema that our server writes for what an action takes. */
export type Schema = {
  type?: string | readonly string[]
  title?: string
  description?: string
  examples?: readonly unknown[]
  enum?: readonly unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  required?: readonly string[]
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

export type Kind = 'text' | 'long' | 'number' | 'yes' | 'choice' | 'lines' | 'list' | 'group'

const long = new Set(['multiline', 'html', 'base64', 'markdown'])

/** Which kind of field asks for it. */
export function kindOf({ type, format, items, enum: choices }: Schema): Kind {
  const one = typeof type === 'string' ? type : type?.find((name) => name !== 'null')
  if (choices) return 'choice'
  if (one === 'object') return 'group'
  if (one === 'array') return items && kindOf(items) === 'group' ? 'list' : 'lines'
  if (one === 'boolean') return 'yes'
  if (one === 'integer' || one === 'number') return 'number'
  return format && long.has(format) ? 'long' : 'text'
}

/** "replyTo" as people write it: "Reply to". */
export function inWords(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** What nobody filled in is left out, at every depth: an empty field is no value. */
export function withoutBlanks(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) {
    const kept = value.map(withoutBlanks).filter((one) => one !== undefined)
    return kept.length > 0 ? kept : undefined
  }
  if (typeof value !== 'object') return value
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const left = withoutBlanks(one as Json)
    return left === undefined ? [] : [[name, left] as const]
  })
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}
