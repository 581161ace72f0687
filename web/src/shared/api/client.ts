import createClient from 'openapi-fetch'
import { chosenObservatory, csrf } from './caller'
import { isProblem, Problem } from './problem'
import type { paths } from './schema.gen'

type Content<A> = A extends { content: infer C } ? C[keyof C] : undefined

/** What a route answers, as the server's own document says: `Answer<'/api/me', 'get'>`. */
export type Answer<P extends keyof paths, M extends keyof paths[P], S extends number = 200> = paths[P][M] extends {
  responses: infer R
}
  ? S extends keyof R
    ? Content<R[S]>
    : never
  : never

/** What a route takes. */
export type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { requestBody?: infer B }
  ? Content<NonNullable<B>>
  : never

export const api = createClient<paths>({ baseUrl: '/' })

api.use({
  onRequest({ request }) {
    const observatory = chosenObservatory()
    if (observatory) request.headers.set('X-Observatory', observatory)
    if (request.method !== 'GET') request.headers.set('X-CSRF', csrf())
    return request
  },
  onError: () => Problem.unreachable(),
})

/** The answer, or a `Problem` thrown. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch((fault: unknown) => {
    throw isProblem(fault) ? fault : Problem.unreachable()
  })
  if (!response.ok) throw Problem.from(response.status, error)
  return data as T
}
