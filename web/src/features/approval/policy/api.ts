import { queryOptions } from '@tanstack/react-query'
import { type Answer, api, ask, type Body } from '@/shared/api/client'

export type Policy = Answer<'/api/policies', 'get'>
export type Line = Policy['lines'][number]
export type Outlook = Answer<'/api/policies/preview', 'post'>
export type Calibration = Answer<'/api/approvals/calibration', 'get'>

export const policyQuery = queryOptions({ queryKey: ['policy'], queryFn: () => ask(api.GET('/api/policies')) })

/** `version`: the one that was looked at; the server refuses when somebody saved another meanwhile. */
export const savePolicy = (body: Body<'/api/policies', 'put'>) => ask(api.PUT('/api/policies', { body }))

export const previewQuery = (lines: readonly Line[], hours: number) =>
  queryOptions({
    queryKey: ['policy', 'preview', hours, lines],
    queryFn: () => ask(api.POST('/api/policies/preview', { body: { lines: [...lines], hours } })),
    retry: false,
  })

export const calibrationQuery = queryOptions({
  queryKey: ['calibration'],
  queryFn: () => ask(api.GET('/api/approvals/calibration')),
})
