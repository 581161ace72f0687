import type { FieldError } from '@/shared/api/problem'

/** `steps[0].input`, as the server says it, the way our forms name it: `steps.0.input`. */
export const dotted = ({ field, message }: FieldError): FieldError => ({ field: field.replace(/\[(\d+)\]/g, '.$1'), message })
