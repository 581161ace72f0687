import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'

export type Passkey = Answer<'/api/auth/passkeys', 'get'>['items'][number]

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: () => ask(api.GET('/api/auth/passkeys')),
})

export const removePasskey = (id: string) => ask(api.DELETE('/api/auth/passkeys/{id}', { params: { path: { id } } }))

/** Whether this browser can speak of passkeys in JSON (WebAuthn Level 3). */
export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

export async function signInByPasskey(): Promise<void> {
  const options = await ask(api.POST('/api/auth/passkeys/challenge'))
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  )
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  await ask(api.POST('/api/auth/passkeys/sign-in', { body: { credential: credential.toJSON() } }))
}

export async function addPasskey(label: string): Promise<void> {
  const options = await ask(api.POST('/api/auth/passkeys/registration'))
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  )
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await ask(api.POST('/api/auth/passkeys', { body: { label, credential: credential.toJSON() } }))
}

/** The person closed the browser's own dialog, or no passkey was at hand: nothing to excuse, nothing to explain. */
export const declined = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError'
