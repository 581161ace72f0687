import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'
import { passkeyAnswer } from '@/shared/session/proof'

export type Passkey = Answer<'/api/auth/passkeys', 'get'>['items'][number]

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: () => ask(api.GET('/api/auth/passkeys')),
})

export const removePasskey = (id: string) => ask(api.DELETE('/api/auth/passkeys/{id}', { params: { path: { id } } }))

export async function signInByPasskey(): Promise<void> {
  const credential = await passkeyAnswer(await ask(api.POST('/api/auth/passkeys/challenge')))
  await ask(api.POST('/api/auth/passkeys/sign-in', { body: { credential } }))
}

export async function addPasskey(label: string): Promise<void> {
  const options = await ask(api.POST('/api/auth/passkeys/registration'))
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  )
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await ask(api.POST('/api/auth/passkeys', { body: { label, credential: credential.toJSON() } }))
}
