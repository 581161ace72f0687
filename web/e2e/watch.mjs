// What every page must hold, whatever a story does on it: no request to another host, nothing against the content
// security policy, no error in the console, no finding of axe, nothing wider than the window.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dress } from './acts.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let worst = 0

/** The largest sum of layout shifts of one page load so far. */
export const worstShift = () => worst

/** @param allowed origins that belong to the story, such as the sandbox's */
export function watch(page, allowed, findings) {
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && !allowed.includes(url.origin)) findings.push(`asked another host: ${url.origin}`)
  })
  void page.exposeFunction('jarvisShift', (sum) => (worst = Math.max(worst, sum)))
  void page.addInitScript(() => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) if (!shift.hadRecentInput) jarvisShift((sum += shift.value))
    }).observe({ type: 'layout-shift', buffered: true })
  })
  page.on('pageerror', (error) => findings.push(`error on ${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0134]|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      findings.push(`console on ${page.url()}: ${message.text()}`)
  })
}

const quick = [
  [1440, 'light'],
  [390, 'dark'],
]
const thorough = [...quick, [1440, 'dark'], [390, 'light']]

/** Looks at the screen as it is now: by day on a desk and by night on a phone, or (`all`) in every combination. */
export async function inspect(page, name, findings, all = false) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  for (const [width, colorScheme] of all ? thorough : quick) {
    await dress(page, width, colorScheme)
    const where = `${name}, ${colorScheme}, ${width} px`
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) findings.push(`${where}: ${over} px wider than the window`)
    for (const { id, nodes } of await page.evaluate(violations, tags))
      findings.push(`${where}: axe ${id} at ${nodes[0].target}: ${nodes[0].any[0]?.message ?? ''}`)
  }
  await dress(page, 1440, 'light')
}

const violations = async (values) =>
  (await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations
