import { createContext, use } from 'react'

const minute = 60
const steps: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', minute],
]

/** How an observatory writes its times. */
export type Times = {
  relative(at: string, now: number): string
  clock(at: string): string
  day(at: string): string
  full(at: string): string
  /** To the minute, with the weekday, for what is planned. */
  planned(at: string): string
  span(from: string, to: string): string
}

export function times(locale: string | undefined, timeZone: string | undefined): Times {
  const zone = timeZone ? { timeZone } : {}
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', ...zone })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...zone })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', ...zone })
  const planned = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short', ...zone })
  return {
    planned: (at) => planned.format(new Date(at)),
    span: (from, to) => spanned(locale, (Date.parse(to) - Date.parse(from)) / 1000),
    relative: (at, now) => inWords(relative, (Date.parse(at) - now) / 1000),
    clock: (at) => clock.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    full: (at) => full.format(new Date(at)),
  }
}

function inWords(format: Intl.RelativeTimeFormat, seconds: number): string {
  const [unit, length] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 0]
  return length === 0 ? format.format(0, 'second') : format.format(Math.round(seconds / length), unit)
}

/** How long something took: "0.4 sec", "3 min", "2 hr". */
function spanned(locale: string | undefined, seconds: number): string {
  const [unit, length] = seconds >= 5_400 ? (['hour', 3_600] as const) : seconds >= 90 ? (['minute', minute] as const) : (['second', 1] as const)
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 2 })
  return format.format(seconds / length)
}

/** Falls back to the browser's own where a setting holds something `Intl` does not know. */
export function timesOrDefault(locale: string | undefined, timeZone: string | undefined): Times {
  try {
    return times(locale, timeZone)
  } catch {
    return times(undefined, undefined)
  }
}

export const TimesContext = createContext<Times>(times(undefined, undefined))
export const useTimes = (): Times => use(TimesContext)
