import { api, ask, type Body } from '@/shared/api/client'

type Change = Body<'/api/observatories/{observatory}', 'patch'>

export const changeObservatory = (observatory: string, body: Change) =>
  ask(api.PATCH('/api/observatories/{observatory}', { params: { path: { observatory } }, body }))

export const addObservatory = (name: string) => ask(api.POST('/api/observatories', { body: { name } }))

export const endObservatory = (observatory: string) =>
  ask(api.DELETE('/api/observatories/{observatory}', { params: { path: { observatory } } }))
