const browsers: ReadonlyArray<[RegExp, string]> = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]
const systems: ReadonlyArray<[RegExp, string]> = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** "Firefox, macOS" out of a User-Agent header, or as much of it as can be told. */
export function browserName(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null
  const told = [browsers, systems].map((known) => known.find(([sign]) => sign.test(userAgent))?.[1])
  return told.filter(Boolean).join(', ') || userAgent.slice(0, 60)
}
