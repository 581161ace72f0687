// The log's screen while much happens, and over a long log: frames a second, what the page holds, what it grows by.
//   node e2e/load.mjs --base http://localhost:3001 --email E --password P --seconds 600 --rows 100000
// Something else has to make the events and the rows: DashboardLoadTest does.
import { parseArgs } from 'node:util'
import { settled, signIn } from './acts.mjs'
import { findBrowser, launch } from './browser.mjs'

const { values: given } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://localhost:3001' },
    email: { type: 'string' },
    password: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    rows: { type: 'string', default: '2000' },
  },
})
const seconds = Number(given.seconds)
const rows = Number(given.rows)

/** The promise is 60 frames a second, and is read from what is printed: a machine that runs all tests cannot always give it. */
const fewestFrames = 20
const mostElements = 6_000
const mostGrowth = 10_000_000

const executable = findBrowser()
if (!executable) {
  console.error('NOT RUN: no Chrome, Chromium or Edge was found. Install one or set JARVIS_CHROME.')
  process.exit(process.env.CI === 'true' ? 1 : 0)
}

const findings = []
const browser = await launch(executable)
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
const inside = await page.context().newCDPSession(page)
await signIn(page, given.base, given.email, given.password)
await page.goto(`${given.base}/activity`)
await page.getByText('Live', { exact: true }).waitFor()
await settled(page)
await feed()
await scroll()
await browser.close()
for (const finding of findings) console.error(`✗ ${finding}`)
process.exit(findings.length === 0 ? 0 : 1)

/** At the top, with the list following what happens. */
async function feed() {
  await page.waitForTimeout(3_000) // what only the first moments need is paid
  const before = await held()
  const { frames, slowest } = await page.evaluate(watchFrames, seconds * 1000)
  const after = await held()
  const rate = frames / seconds
  const newest = await page.locator('main time').first().getAttribute('datetime')
  const behind = Date.now() - Date.parse(newest)
  console.log(`  feed, ${seconds} s: ${rate.toFixed(1)} frames a second, the slowest took ${slowest.toFixed(0)} ms`)
  console.log(`  feed: heap ${mega(before.heap)} -> ${mega(after.heap)} MB, ${before.elements} -> ${after.elements} elements`)
  if (rate < fewestFrames) findings.push(`the feed came to ${rate.toFixed(1)} frames a second`)
  if (after.heap - before.heap > mostGrowth) findings.push(`the feed grew by ${mega(after.heap - before.heap)} MB`)
  if (behind > 5_000) findings.push(`the feed is ${behind} ms behind`)
}

/** From the newest row to one that is `rows` older, as fast as pages come. */
async function scroll() {
  const began = Date.now()
  const { frames, slowest, most } = await page.evaluate(scrollDown, rows)
  const took = (Date.now() - began) / 1000
  const { heap } = await held()
  console.log(`  scrolled over ${rows} rows in ${took.toFixed(1)} s: ${(frames / took).toFixed(1)} frames a second, the slowest took ${slowest.toFixed(0)} ms`)
  console.log(`  scrolled: at most ${most} elements, heap ${mega(heap)} MB`)
  if (most > mostElements) findings.push(`a list of ${rows} rows holds ${most} elements`)
  if (frames / took < fewestFrames) findings.push(`scrolling came to ${(frames / took).toFixed(1)} frames a second`)
}

/** What is left once the garbage is gone. */
async function held() {
  await inside.send('HeapProfiler.collectGarbage')
  const { usedSize } = await inside.send('Runtime.getHeapUsage')
  return { heap: usedSize, elements: await page.evaluate(() => document.querySelectorAll('*').length) }
}

function mega(bytes) {
  return (bytes / 1e6).toFixed(1)
}

async function watchFrames(milliseconds) {
  const began = performance.now()
  let frames = 0
  let slowest = 0
  let last = began
  while (last - began < milliseconds) {
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    slowest = Math.max(slowest, now - last)
    last = now
    frames++
  }
  return { frames, slowest }
}

async function scrollDown(wanted) {
  const rowHeight = document.querySelector('main li').offsetHeight
  const far = wanted * rowHeight
  const step = 6 * rowHeight
  let frames = 0
  let slowest = 0
  let most = 0
  let last = performance.now()
  const late = last + 120_000 + wanted * 10
  while (scrollY + innerHeight < far) {
    if (last > late) throw new Error(`the list stopped after ${Math.round(scrollY / rowHeight)} rows`)
    scrollBy(0, step)
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    slowest = Math.max(slowest, now - last)
    last = now
    if (++frames % 30 === 0) most = Math.max(most, document.querySelectorAll('*').length)
    if (document.querySelector('[data-end]')) break
  }
  return { frames, slowest, most }
}
