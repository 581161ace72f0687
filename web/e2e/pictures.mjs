// Writes a picture of every screen into docs/screenshots: light and dark, on a desk and on a phone.
//   node e2e/pictures.mjs [--out FOLDER] [--only WORD]      against a demo of its own, started and ended here
//   node e2e/pictures.mjs --base URL --email E --password P against a server that runs already
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { connect, settled, signIn } from './acts.mjs'
import { findBrowser, launch } from './browser.mjs'
import { photograph } from './camera.mjs'

const home = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const { values: given } = parseArgs({
  options: {
    base: { type: 'string' },
    email: { type: 'string', default: 'demo@jarvis.test' },
    password: { type: 'string', default: 'demo demo demo demo' },
    out: { type: 'string', default: join(home, 'docs', 'screenshots') },
    only: { type: 'string', default: '' },
  },
})

const outside = ['/sign-in', '/lost-password', '/setup']
const executable = findBrowser()
if (!executable) throw new Error('No Chrome, Chromium or Edge was found. Install one or set JARVIS_CHROME.')

const demo = given.base ? undefined : await startDemo()
try {
  await takeAll(given.base ?? demo.base)
} finally {
  await demo?.end()
}

async function takeAll(base) {
  const browser = await launch(executable)
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' })
  const page = await context.newPage()
  for (const path of outside) await take(page, base, path)
  await signIn(page, base, given.email, given.password)
  for (const path of await inside(page, base)) await take(page, base, path)
  await browser.close()
}

/** The screens behind sign-in, with one of each thing that has a page of its own. */
async function inside(page, base) {
  const connected = await ask(page, '/api/integrations/connected')
  if (!connected.items.some(({ platform }) => platform === 'gmail')) await connect(page, base, 'gmail')
  const { items } = await ask(page, '/api/integrations/connected')
  const gmail = items.find(({ platform }) => platform === 'gmail')
  return [
    '/',
    '/connections',
    `/connections/${gmail.id}`,
    '/connections/new',
    '/connections/new/twitter',
    '/act',
    '/rules',
    '/rules/new',
    ...(await rules(page)),
    '/activity',
    ...['observatory', 'people', 'keys', 'apps', 'passkeys', 'sessions', 'appearance'].map((part) => `/settings/${part}`),
  ]
}

/** One rule to look at, written where there is none. */
async function rules(page) {
  const { items } = await ask(page, '/api/rules')
  const one = items[0] ?? (await writeRule(page))
  return [`/rules/${one.id}`]
}

const writeRule = (page) =>
  page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/me')).json()
    const rule = {
      name: 'Good morning post',
      trigger: { kind: 'schedule', cron: '0 9 * * MON-FRI', zone: 'Europe/Berlin' },
      conditions: ['observatory.name != ""'],
      steps: [{ kind: 'act', id: 'post', action: 'twitter/tweet', input: { text: 'We are open.' } }],
    }
    const headers = { 'Content-Type': 'application/json', 'X-CSRF': csrf }
    return (await fetch('/api/rules', { method: 'POST', headers, body: JSON.stringify(rule) })).json()
  })

async function take(page, base, path) {
  const name = (path.slice(1) || 'approvals').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'one').replaceAll('/', '-')
  if (!name.includes(given.only)) return
  await page.goto(base + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  await photograph(page, given.out, name)
  console.log(name)
}

const ask = (page, path) => page.evaluate(async (path) => (await fetch(path)).json(), path)

/** ./jarvis demo with a folder and a port of its own, ended by its process id. */
async function startDemo() {
  const data = mkdtempSync(join(tmpdir(), 'jarvis-pictures-'))
  const port = await freePort()
  const child = spawn(join(home, 'jarvis'), ['demo'], {
    env: { ...process.env, JARVIS_DATA: join(data, 'demo'), JARVIS_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((done) => child.once('exit', done))
  const end = async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }
  const ready = new Promise((done) => child.stdout.on('data', (said) => /Sign in as/.test(said) && done('ready')))
  if ((await Promise.race([ready, gone])) !== 'ready') throw new Error('The demo did not start.')
  return { base: `http://localhost:${port}`, end }
}

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
