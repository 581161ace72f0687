// Builds the dashboard into a folder, or tests it; does nothing where nothing changed. Needs Node and npm, nothing else.
//   node build.mjs [--out FOLDER]     types from /openapi.json, type check, Vite build, budgets
//   node build.mjs test               unit tests
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const web = dirname(fileURLToPath(import.meta.url))
const openapi = join(web, '..', 'openapi.json')
const dist = join(web, 'dist')
const generated = ['node_modules', 'dist', join('src', 'shared', 'api', 'schema.gen.ts')]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  fail(`Jarvis' dashboard needs Node 20.19 or newer to be built; this is ${process.versions.node}. https://nodejs.org has it.`)

install()
if (process.argv[2] === 'test') test()
else build(outFolder())

function install() {
  const stamp = join(web, 'node_modules', '.jarvis-lock')
  const lock = digest([join(web, 'package-lock.json'), join(web, 'package.json')])
  if (read(stamp) === lock) return
  say('fetching packages (only when package-lock.json changed)')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, lock)
}

function build(out) {
  const stamp = join(out, '.web-stamp')
  const sources = sourcesNow()
  if (read(stamp) === sources) return say('unchanged')
  types()
  say('checking types')
  tool('typescript/bin/tsc', ['-p', '.'])
  say('building')
  tool('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
  run(process.execPath, [join(web, 'budget.mjs'), dist])
  if (out !== dist) rmSync(join(out, 'assets'), { recursive: true, force: true })
  if (out !== dist) cpSync(dist, out, { recursive: true, filter: (file) => !file.startsWith(join(dist, '.vite')) })
  writeFileSync(stamp, sources)
  say(`built into ${relative(process.cwd(), out) || '.'}`)
}

function test() {
  const stamp = join(web, 'node_modules', '.jarvis-tested')
  const sources = sourcesNow()
  if (read(stamp) === sources) return say('tests passed on these very sources; delete web/node_modules/.jarvis-tested to run them again')
  types()
  tool('vitest/vitest.mjs', ['run'])
  writeFileSync(stamp, sources)
}

function types() {
  const schema = join(web, 'src', 'shared', 'api', 'schema.gen.ts')
  tool('openapi-typescript/bin/cli.js', [openapi, '--output', schema, '--alphabetize'], 'ignore')
}

function outFolder() {
  const at = process.argv.indexOf('--out')
  const out = at > 0 ? resolve(process.argv[at + 1]) : dist
  mkdirSync(out, { recursive: true })
  return out
}

function sourcesNow() {
  return digest([...filesIn(web).toSorted(), openapi])
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (generated.includes(relative(web, path))) return []
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${relative(web, file)}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function tool(path, args, stdout = 'inherit') {
  run(process.execPath, [join(web, 'node_modules', path), ...args], stdout)
}

function run(command, args, stdout = 'inherit') {
  const { status, error } = spawnSync(command, args, { cwd: web, stdio: ['ignore', stdout, 'inherit'] })
  if (error) fail(`${command} could not be started: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function say(words) {
  console.log(`web: ${words}`)
}

function fail(words) {
  console.error(words)
  process.exit(1)
}
