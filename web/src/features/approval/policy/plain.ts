/** The part of a line's condition that can be said in plain choices; null in a field means any. */
export type Plain = { who: Who | null; risk: Risk | null; platform: string | null; unsure: number | null }
export type Who = (typeof whos)[number]
export type Risk = (typeof risks)[number]

export const whos = ['person', 'rule', 'service', 'agent'] as const
export const risks = ['low', 'medium', 'high', 'notHigh', 'notLow'] as const

export const anything: Plain = { who: null, risk: null, platform: null, unsure: null }

const aboutRisk: Readonly<Record<Risk, string>> = {
  low: "action.risk == 'low'",
  medium: "action.risk == 'medium'",
  high: "action.risk == 'high'",
  notHigh: "action.risk != 'high'",
  notLow: "action.risk != 'low'",
}

/** As CEL; what is left to any says nothing. */
export function written({ who, risk, platform, unsure }: Plain): string {
  const parts = [
    who && `origin.kind == '${who}'`,
    risk && aboutRisk[risk],
    platform && `action.platform == '${platform}'`,
    unsure !== null && `confidence < ${(unsure / 100).toFixed(2)}`,
  ].filter(Boolean)
  return parts.join(' && ') || 'true'
}

/** The other way round; undefined for a condition that says more than the choices can. */
export function read(when: string): Plain | undefined {
  let plain = anything
  if (when.trim() === 'true') return plain
  for (const part of when.split('&&').map((one) => one.trim())) {
    const field = readPart(part)
    if (!field) return undefined
    plain = { ...plain, ...field }
  }
  return plain
}

function readPart(part: string): Partial<Plain> | undefined {
  const who = /^origin\.kind == '(\w+)'$/.exec(part)?.[1]
  const platform = /^action\.platform == '([a-z0-9-]+)'$/.exec(part)?.[1]
  const unsure = /^confidence < (0?\.\d{1,2}|1\.00)$/.exec(part)?.[1]
  const risk = risks.find((one) => aboutRisk[one] === part)
  if (risk) return { risk }
  if (platform) return { platform }
  if (unsure) return { unsure: Math.round(Number(unsure) * 100) }
  const known = whos.find((one) => one === who)
  return known && { who: known }
}

/** A free name for a new line: line-1, line-2, ... */
export function freshName(names: readonly string[]): string {
  let number = 1
  while (names.includes(`line-${number}`)) number++
  return `line-${number}`
}
