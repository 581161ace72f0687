import { useEffect, useRef, useState } from 'react'
import type { News } from '@/shared/live/live'
import { useCalm } from '@/shared/live/useNews'
import { type Filters, isFiltered } from './filters'

/** Nobody needs the number beyond it, and the page must not grow while nobody looks. */
export const mostCounted = 1_000

type Feed = { filters: Filters; atTop: boolean; refresh: () => void }

/**
 * What news does to the list: at the top and running it is fetched anew, at most every 400 ms; while paused, or with
 * older pages open, it is only counted, so that nothing moves under the reader's eyes.
 */
export function useFeed({ filters, atTop, refresh }: Feed) {
  const [paused, setPaused] = useState(false)
  const [unseen, setUnseen] = useState(0)
  const calls = useRef(new Set<string>())
  const count = () => setUnseen(calls.current.size)
  const seen = () => {
    calls.current.clear()
    count()
  }
  const filterKey = JSON.stringify(filters)
  useEffect(seen, [filterKey])

  const soon = useCalm(refresh)
  const countSoon = useCalm(count)
  const hear = ({ kind, data }: News) => {
    if (kind === 'open') return paused || !atTop ? undefined : soon()
    if (kind !== 'activity' || !concerns(data, filters)) return
    if (!paused && atTop) soon()
    else if (calls.current.size < mostCounted) {
      calls.current.add(callOf(data))
      countSoon()
    }
  }
  return {
    paused,
    unseen,
    hear,
    seen,
    toggle: () => {
      setPaused(!paused)
      seen()
    },
  }
}

type Told = { id?: string; callId?: string | null; type?: string; status?: string; integrationId?: string | null }

function told(data: string): Told {
  try {
    return JSON.parse(data) as Told
  } catch {
    return {}
  }
}

/** Several rows of one call stand as one in the list. */
export function callOf(data: string): string {
  const { callId, id } = told(data)
  return callId ?? id ?? data
}

/** Whether a row belongs under these filters, as far as can be told here; words and days are the server's to judge. */
export function concerns(data: string, filters: Filters): boolean {
  if (!isFiltered(filters)) return true
  const { type, status, integrationId, callId } = told(data)
  return (
    (!filters.type || filters.type === type) &&
    (!filters.status || filters.status === status) &&
    (!filters.integration || filters.integration === integrationId) &&
    (!filters.call || filters.call === callId)
  )
}
