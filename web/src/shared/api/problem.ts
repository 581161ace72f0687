export type FieldError = { field: string; message: string }

/** A refusal as the server words it (RFC 9457), or our own words where no server answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(detail)
  }

  static from(status: number, body: unknown): Problem {
    const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
    return new Problem(status, said.code ?? 'unknown', said.detail ?? '', said.errors ?? [], said.retryAfter ?? null)
  }

  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '')
  }

  /** What is wrong with one field of a form, or undefined. */
  at(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem

/** What a refusal says about one field of a form. */
export const fieldError = (error: unknown, field: string): string | undefined =>
  isProblem(error) ? error.at(field) : undefined

/** A problem as the server keeps it: a code and words. */
export function problemWords(problem: unknown): string | undefined {
  if (typeof problem !== 'object' || problem === null) return undefined
  const { words, detail, code } = problem as { words?: string; detail?: string; code?: string }
  return words || detail || code
}
