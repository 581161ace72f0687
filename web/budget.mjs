// Fails the build when what a browser must load before a screen shows has grown past its budget.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const limits = { js: 260_000, css: 45_000 }
const dist = process.argv[2]
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const screens = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)

let worst = { js: 0, css: 0 }
for (const screen of screens) {
  const files = [...loaded(entry), ...loaded(screen)]
  const sizes = { js: weigh(files, '.js'), css: weigh(files, '.css') }
  for (const kind of ['js', 'css']) {
    worst[kind] = Math.max(worst[kind], sizes[kind])
    if (sizes[kind] > limits[kind]) {
      console.error(`web: ${screen} loads ${sizes[kind]} bytes of ${kind} (gzip); the budget is ${limits[kind]}`)
      process.exitCode = 1
    }
  }
}
console.log(`web: first load at most ${kB(worst.js)} kB of JavaScript and ${kB(worst.css)} kB of CSS (gzip)`)

/** The file of a manifest entry and all it imports at once; screens that are only fetched later do not count. */
function loaded(key, seen = new Set()) {
  if (seen.has(key)) return []
  seen.add(key)
  const { file, css = [], imports = [] } = manifest[key]
  return [file, ...css, ...imports.flatMap((next) => loaded(next, seen))]
}

function weigh(files, ending) {
  const weighed = [...new Set(files)].filter((file) => file.endsWith(ending))
  return weighed.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)
}

function kB(bytes) {
  return Math.ceil(bytes / 1000)
}
