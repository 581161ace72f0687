import { rememberCsrf } from '@/shared/api/caller'
import { api, ask } from '@/shared/api/client'

/** Whether this browser can speak of passkeys in JSON (WebAuthn Level 3). */
export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** What the browser's own dialog answers to the server's challenge. */
export async function passkeyAnswer(options: unknown): Promise<PublicKeyCredentialJSON> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  return credential.toJSON() as PublicKeyCredentialJSON
}

/** The person closed the browser's own dialog, or no passkey was at hand: nothing to excuse, nothing to explain. */
export const declined = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError'

/** Proving oneself anew changes the session's secret and its CSRF token. */
export async function stepUp(password: string): Promise<void> {
  rememberCsrf((await ask(api.POST('/api/auth/step-up', { body: { password } }))).csrf)
}

export async function stepUpByPasskey(): Promise<void> {
  const credential = await passkeyAnswer(await ask(api.POST('/api/auth/passkeys/step-up-challenge')))
  rememberCsrf((await ask(api.POST('/api/auth/passkeys/step-up', { body: { credential } }))).csrf)
}
