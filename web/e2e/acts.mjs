// What a person does in the browser.

export async function signIn(page, base, email, password) {
  await page.goto(`${base}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Everything asked for is here. */
export const settled = (page) => page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })

/** From the platform's page here through its own page in another window, and back. */
export async function connect(page, base, platform) {
  await page.goto(`${base}/connections/new/${platform}`)
  const opening = page.context().waitForEvent('page')
  await page.getByRole('button', { name: /^Continue to/ }).click()
  const aside = await opening
  await aside.getByRole('button', { name: /^Continue to/ }).click()
  await aside.getByRole('button', { name: /allow/i }).click()
  await page.getByText(/ is connected$/).waitFor()
}

/** Looks as a phone or a desk does, by day or by night, once the page has noticed. */
export async function dress(page, width, colorScheme) {
  await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, colorScheme)
}
