// Pictures of a screen: on a desk and on a phone, by day and by night, small enough to be kept.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dress } from './acts.mjs'
import { quantised } from './png.mjs'

const still = 150

export async function photograph(page, folder, name) {
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  for (const [size, width] of [['desk', 1440], ['phone', 390]])
    for (const colours of ['light', 'dark']) {
      await dress(page, width, colours)
      if (size === 'phone') await unroll(page, width)
      await page.waitForTimeout(still) // the last frame in the new colours
      writeFileSync(join(folder, `${name}-${size}-${colours}.png`), quantised(await page.screenshot()))
    }
  await dress(page, 1440, 'light')
}

/** A phone as long as its page, so that nothing is cut off; a dialog stays where it stands. */
async function unroll(page, width) {
  const height = await page.evaluate(() => (document.querySelector('dialog[open]') ? 0 : document.documentElement.scrollHeight))
  await page.setViewportSize({ width, height: Math.max(844, height) })
}
