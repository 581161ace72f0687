// The dashboard against a real server and the sandbox: set up, connect X and Gmail by OAuth, act, see it live.
//   node e2e/run.mjs --base http://localhost:3001 --sandbox http://127.0.0.1:4010 --setup-link http://localhost:3001/setup#...
// Or, on a server that is set up: --email E --password P in place of --setup-link. --pictures FOLDER keeps a picture of
// each screen. The server needs OAuth apps for both platforms in its environment.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser, launch } from './browser.mjs'
import { inspect, watch } from './watch.mjs'

const { values: given } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://localhost:3001' },
    sandbox: { type: 'string', multiple: true, default: [] },
    'setup-link': { type: 'string' },
    email: { type: 'string', default: 'first@example.test' },
    password: { type: 'string', default: 'three unrelated words' },
    pictures: { type: 'string' },
  },
})

const executable = findBrowser()
if (!executable) {
  console.error('NOT RUN: no Chrome, Chromium or Edge was found. Install one or set JARVIS_CHROME.')
  process.exit(process.env.CI === 'true' ? 1 : 0)
}

const findings = []
const browser = await launch(executable)
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
const allowed = [new URL(given.base).origin, ...given.sandbox.map((url) => new URL(url).origin)]
context.on('page', (opened) => watch(opened, allowed, findings))
const page = await context.newPage()
let pictures = 0

const screen = (name) => page.getByRole('heading', { level: 1, name })
const button = (name) => page.getByRole('button', { name, exact: true })

await story('comes in', given['setup-link'] ? setUp : signIn)
await story('shows what is not there yet', emptyScreens)
await story('connects X by OAuth', () => connect('twitter', 'X'))
await story('connects Gmail by OAuth', () => connect('gmail', 'Gmail'))
await story('makes a key that is shown once, posts with it, and sees the post live', actLive)
await story('pauses the feed and counts what is new', pauses)
await story('keeps filters in the address', filters)
await story('reaches a connection by keyboard alone', byKeyboard)
await story('signs out and asks who is there', signOut)
await browser.close()

for (const finding of new Set(findings)) console.error(`✗ ${finding}`)
process.exit(findings.length === 0 ? 0 : 1)

async function story(name, tell) {
  const before = findings.length
  await tell().catch((fault) => findings.push(`${name}: ${fault.message.split('\n')[0]} (at ${page.url()})`))
  console.log(`${findings.length === before ? '✓' : '✗'} ${name}`)
}

async function look(name) {
  await inspect(page, name, findings)
  if (!given.pictures) return
  mkdirSync(given.pictures, { recursive: true })
  await page.screenshot({ path: join(given.pictures, `${String(++pictures).padStart(2, '0')}-${name}.png`), fullPage: true })
}

async function setUp() {
  await page.goto(given['setup-link'])
  await screen('Set up Jarvis').waitFor()
  await look('set-up')
  await page.getByLabel('Your name').fill('Mia Chen')
  await page.getByLabel('E-mail').fill(given.email)
  await page.getByLabel(/^Password/).fill(given.password)
  await page.getByLabel(/^Name of your observatory/).fill('Acme')
  await button('Set up').click()
  await screen('Connections').waitFor()
}

async function signIn() {
  await page.goto(given.base)
  await screen('Sign in').waitFor()
  await look('sign-in')
  await page.getByLabel('E-mail').fill(given.email)
  await page.getByLabel(/^Password/).fill('certainly not this one')
  await button('Sign in').click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel(/^Password/).fill(given.password)
  await button('Sign in').click()
  await screen('Connections').waitFor()
}

async function emptyScreens() {
  for (const [path, name] of [
    ['/connections', 'Connections'],
    ['/connections/new', 'Connect an account'],
    ['/activity', 'Activity'],
    ['/settings/keys', 'Settings'],
    ['/settings/passkeys', 'Settings'],
    ['/settings/people', 'Settings'],
  ]) {
    await page.goto(given.base + path)
    await screen(name).waitFor()
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    await look(`first${path.replaceAll('/', '-')}`)
  }
}

async function connect(platform, name) {
  await page.goto(`${given.base}/connections/new/${platform}`)
  const go = page.getByRole('button', { name: /^Continue to/ })
  await go.waitFor()
  await look(`connect-${platform}`)
  const opening = context.waitForEvent('page')
  await go.click()
  const aside = await opening
  await aside.getByRole('button', { name: /^Continue to/ }).click()
  await aside
    .getByRole('button', { name: /allow|authorize|approve|continue/i })
    .click({ timeout: 5_000 })
    .catch(() => undefined) // a sandbox that says yes by itself asks nobody
  await page.getByText(/ is connected$/).waitFor()
  await page.getByRole('link', { name: 'See connections' }).click()
  await page.locator(`article[data-platform=${platform}]`).getByText('Connected', { exact: true }).waitFor()
  await page.locator(`article[data-platform=${platform}]`).getByRole('button', { name: /^Test / }).click()
  await page.getByText(/^Works: answered in/).first().waitFor()
  await look(`connected-${name}`)
}

let key
async function actLive() {
  await page.goto(`${given.base}/settings/keys`)
  await button('New key').click()
  await page.getByLabel('Name').fill('Browser story')
  await button('Make the key').click()
  key = await page.getByLabel(/^The key/).inputValue()
  await look('key-once')
  await button('I have copied it').click()
  await page.goto(`${given.base}/activity`)
  await page.getByText('Live', { exact: true }).waitFor()
  await post('Seen live')
  await page.locator('main li').filter({ hasText: 'Post' }).first().click()
  await page.getByText('On whose word').waitFor()
  await look('activity')
  await button('Check the log').click()
  await page.getByText('The log is whole').waitFor()
}

async function pauses() {
  await button('Pause').click()
  await post('While nobody looks')
  await button('1 new').waitFor()
  await button('1 new').click()
  await button('Go on').click()
}

async function filters() {
  await page.getByLabel('Kind').selectOption('post')
  await page.waitForURL(/type=post/)
  await page.reload()
  if ((await page.getByLabel('Kind').inputValue()) !== 'post') throw new Error('the filter did not survive a reload')
}

async function byKeyboard() {
  await page.goto(`${given.base}/connections/new/twitter`)
  const go = page.getByRole('button', { name: /^Continue to/ })
  await go.waitFor()
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('Tab')
    if (await go.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('40 presses of Tab do not reach the button')
}

async function signOut() {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await screen('Sign in').waitFor()
  await page.goto(`${given.base}/activity`)
  await page.waitForURL(/sign-in\?next=/)
}

async function post(text) {
  const answer = await fetch(`${given.base}/api/twitter/tweet`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  if (!answer.ok) throw new Error(`the post was refused: ${answer.status} ${await answer.text()}`)
}
