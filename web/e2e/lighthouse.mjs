// Lighthouse, as for a desktop, over the screens of a running server that is set up; fails below what is promised.
//   node e2e/lighthouse.mjs --base http://localhost:3001 --email E --password P
// Lighthouse is 185 MB in 200 packages, so it is no dependency of the build: this fetches it once, beside node_modules.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { signIn } from './acts.mjs'
import { findBrowser } from './browser.mjs'

const version = '12.8.2' // 13 needs Node 22
const folder = join(import.meta.dirname, '..', 'node_modules', '.lighthouse')
const promised = { performance: 95, accessibility: 100, 'best-practices': 100 }

const { values: given } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://localhost:3001' },
    email: { type: 'string' },
    password: { type: 'string' },
    path: { type: 'string', multiple: true, default: ['/', '/connections', '/connections/new', '/rules', '/rules/new', '/runs', '/activity', '/settings/policy'] },
  },
})

const entry = join(folder, 'node_modules', 'lighthouse', 'core', 'index.js')
if (!existsSync(entry))
  spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `lighthouse@${version}`], { stdio: 'inherit' })
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(entry).href)

const executablePath = findBrowser()
if (!executablePath) {
  console.error('NOT RUN: no Chrome, Chromium or Edge was found. Install one or set JARVIS_CHROME.')
  process.exit(1)
}
const port = await freePort()
const sandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'jarvis-lighthouse-')), {
  executablePath,
  args: [`--remote-debugging-port=${port}`, ...sandboxed],
})
const page = await browser.newPage()
await signIn(page, given.base, given.email, given.password)

let missed = false
for (const path of given.path) {
  const settings = { port, onlyCategories: Object.keys(promised), disableStorageReset: true, logLevel: 'error' }
  const { lhr } = await lighthouse(given.base + path, settings, desktopConfig)
  const scores = Object.fromEntries(Object.keys(promised).map((one) => [one, Math.round(lhr.categories[one].score * 100)]))
  console.log(path.padEnd(20), Object.entries(scores).map(([one, score]) => `${one} ${score}`).join('  '))
  for (const [one, score] of Object.entries(scores)) {
    if (score >= promised[one]) continue
    missed = true
    const failed = lhr.categories[one].auditRefs.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 0.9)
    for (const { title, displayValue } of failed) console.log(`  ✗ ${one}: ${title} ${displayValue ?? ''}`)
  }
}
await browser.close()
process.exit(missed ? 1 : 0)

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })
}
