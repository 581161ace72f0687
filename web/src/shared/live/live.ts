/** News from the server. It says that something happened; what holds now is asked for anew. */
export type News = { kind: 'activity' | 'connect' | 'open' | 'lost'; data: string }
type Listener = (news: News) => void

const kinds = ['activity', 'connect'] as const
const patience = 5_000

/** This tab's end of the line to one observatory: one, however many screens listen. */
type Line = { listeners: Set<Listener>; alive: boolean; hangUp: () => void }
const lines = new Map<string, Line>()

/** Listens to one observatory's news until the returned function is called. */
export function listen(observatory: string, listener: Listener): () => void {
  const line = lines.get(observatory) ?? pickUp(observatory)
  line.listeners.add(listener)
  return () => {
    line.listeners.delete(listener)
    if (line.listeners.size > 0) return
    line.hangUp()
    lines.delete(observatory)
  }
}

/** Whether the line is open, as far as this tab has heard. */
export const isAlive = (observatory: string): boolean => lines.get(observatory)?.alive ?? true

/**
 * However many tabs are open, one of them (the holder of a Web Lock) keeps the only EventSource and passes the news on;
 * when it closes, the next one takes over.
 */
function pickUp(observatory: string): Line {
  const leaving = new AbortController()
  const channel = new BroadcastChannel(`jarvis-live-${observatory}`)
  const line: Line = { listeners: new Set(), alive: true, hangUp: () => (leaving.abort(), channel.close()) }
  const hear: Listener = (news) => {
    line.alive = news.kind !== 'lost'
    for (const listener of [...line.listeners]) listener(news)
  }
  const tell: Listener = (news) => {
    channel.postMessage(news)
    hear(news)
  }
  channel.onmessage = (event: MessageEvent<News>) => hear(event.data)
  lines.set(observatory, line)
  void lead(`jarvis-live-${observatory}`, leaving.signal, () => stream(observatory, tell, leaving.signal))
  return line
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
