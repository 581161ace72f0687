import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask } from '@/shared/api/client'

export type Session = Answer<'/api/auth/sessions', 'get'>['items'][number]

export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: () => ask(api.GET('/api/auth/sessions')) })

export const endSession = (id: string) => ask(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } }))
