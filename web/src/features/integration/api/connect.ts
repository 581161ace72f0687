import { type Answer, api, ask, type Body } from '@/shared/api/client'

export type Started = Answer<'/api/integrations/{platform}/connect', 'post'>
export type Made = Answer<'/api/integrations/{platform}/connect', 'post', 201>
type How = Body<'/api/integrations/{platform}/connect', 'post'>

export const connect = (platform: string, body: How): Promise<Started | Made> =>
  ask<Started | Made>(api.POST('/api/integrations/{platform}/connect', { params: { path: { platform } }, body }))

export const reconnect = (id: string) =>
  ask(api.POST('/api/integrations/{id}/reconnect', { params: { path: { id } } }))

/** OAuth goes on at the platform; keys are tested and done at once. */
export const goesOn = (answer: Started | Made): answer is Started => 'authorizationUrl' in answer
