/** Seconds until a deadline by the server's clock, never less than none. @param since milliseconds since it told the time */
export const left = (deadline: string, serverNow: string, since: number): number =>
  Math.max(0, (Date.parse(deadline) - Date.parse(serverNow) - since) / 1000)
