import { states, type State } from './state'

export type RunSearch = { rule?: string; state?: State }

/** Reads an address; what makes no sense in it is left out. */
export function runSearch(search: Record<string, unknown>): RunSearch {
  const state = states.find((one) => one === search.state)
  return { ...(typeof search.rule === 'string' ? { rule: search.rule } : {}), ...(state ? { state } : {}) }
}
