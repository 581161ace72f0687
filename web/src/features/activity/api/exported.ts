import { asQuery, type Filters } from '../filters'

/** The address of a file; the browser fetches it by itself, so that a long log never has to fit in this page. */
export function exported(format: 'csv' | 'json', observatory: string, filters: Filters): string {
  return `/api/integrations/activity/export?${new URLSearchParams({ format, observatory, ...asQuery(filters) })}`
}
