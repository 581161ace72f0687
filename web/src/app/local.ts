/** Whether a place to go on to is a path of ours: never another host, however it is written. */
export function local(next: unknown): next is string {
  return typeof next === 'string' && next.startsWith('/') && new URL(next, 'http://here').origin === 'http://here'
}
