/** Whether a key belongs to a field and not to the page. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

/** Whether a dialog is open: then keys belong to it. */
export const isAsking = (): boolean => document.querySelector('dialog[open]') !== null

/** A single key that a page may answer to: not typed into a field, not part of a chord, no dialog open. */
export const isFree = (event: KeyboardEvent): boolean =>
  !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target) && !isAsking()
