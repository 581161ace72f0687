/** News from the server. It says that something happened; what holds now is asked for anew. */
export type News = { kind: 'activity' | 'connect' | 'open' | 'lost'; data: string }
type Listener = (news: News) => void

const kinds = ['activity', 'connect'] as const
const patience = 5_000

/**
 * Listens to one observatory's news. However many tabs are open, one of them (the holder of a Web Lock) keeps the only
 * EventSource and passes the news on; when it closes, the next one takes over.
 */
export function listen(observatory: string, listener: Listener): () => void {
  const leaving = new AbortController()
  const channel = new BroadcastChannel(`jarvis-live-${observatory}`)
  channel.onmessage = (event: MessageEvent<News>) => listener(event.data)
  const tell: Listener = (news) => {
    channel.postMessage(news)
    listener(news)
  }
  void lead(`jarvis-live-${observatory}`, leaving.signal, () => stream(observatory, tell, leaving.signal))
  return () => {
    leaving.abort()
    channel.close()
  }
}

/** Web Locks exist on https and localhost only; elsewhere each tab keeps its own stream. */
async function lead(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request(name, { signal }, work).catch(() => undefined)
}

async function stream(observatory: string, tell: Listener, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await oneStream(observatory, tell, signal)
    if (!signal.aborted) await new Promise((wait) => setTimeout(wait, patience))
  }
}

/** Ends when the browser gives up, which it does on any answer but 200; lost connections it mends by itself. */
function oneStream(observatory: string, tell: Listener, signal: AbortSignal): Promise<void> {
  const source = new EventSource(`/api/integrations/activity/stream?observatory=${encodeURIComponent(observatory)}`)
  for (const kind of kinds) source.addEventListener(kind, (event) => tell({ kind, data: event.data as string }))
  source.onopen = () => tell({ kind: 'open', data: '' })
  return new Promise((done) => {
    source.onerror = () => {
      tell({ kind: 'lost', data: '' })
      if (source.readyState === EventSource.CLOSED) done()
    }
    signal.addEventListener('abort', () => {
      source.close()
      done()
    })
  })
}
