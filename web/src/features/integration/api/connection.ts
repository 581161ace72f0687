import { type Answer, api, ask } from '@/shared/api/client'

export type Health = Answer<'/api/integrations/{id}/health', 'get'>
export type Diagnosis = Answer<'/api/integrations/{id}/doctor', 'get'>

const at = (id: string) => ({ params: { path: { id } } })

export const health = (id: string) => ask(api.GET('/api/integrations/{id}/health', at(id)))

export const doctor = (id: string) => ask(api.GET('/api/integrations/{id}/doctor', at(id)))

export const disconnect = (id: string) => ask(api.DELETE('/api/integrations/{id}', at(id)))

export const confirmAccount = (id: string) => ask(api.POST('/api/integrations/{id}/confirm', at(id)))

export const testAll = () => ask(api.POST('/api/integrations/test'))

export const rename = (id: string, name: string) => ask(api.PATCH('/api/integrations/{id}', { ...at(id), body: { name } }))
