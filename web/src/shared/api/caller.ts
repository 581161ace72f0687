/** What every request says about its caller: the CSRF token of this session and the observatory chosen in this browser. */
const chosenKey = 'jarvis-observatory'
let token = ''

export const csrf = (): string => token

export function rememberCsrf(value: string): void {
  token = value
}

export function chosenObservatory(): string | null {
  try {
    return localStorage.getItem(chosenKey)
  } catch {
    return null
  }
}

export function chooseObservatory(id: string | null): void {
  try {
    if (id) localStorage.setItem(chosenKey, id)
    else localStorage.removeItem(chosenKey)
  } catch {
    // storage is closed: the server's own choice holds
  }
}
