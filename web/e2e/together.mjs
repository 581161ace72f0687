// What more than one person, or more than one act, takes part in: several acts approved at once, a yes of two people,
// and an act of which nobody knows whether it happened.

/**
 * @param stage {page, base, act, key, agent, look, step, newPerson, sandbox}: `act` acts by a key over the API, `step` proves
 *   anew who it is where that is asked for, `newPerson` opens a browser of somebody else's
 */
export async function several({ page, base, act, agent, look }) {
  for (const subject of ['One', 'Two', 'Three'])
    await act('gmail/draft', { to: ['mia@example.test'], subject, text: 'A draft.' }, agent, 202)
  await page.goto(base)
  const together = page.getByRole('group', { name: 'Several of low risk' })
  await together.getByRole('button', { name: 'Choose all 3 of low risk' }).click()
  await page.getByRole('checkbox').last().uncheck()
  await look('approval-several')
  await together.getByRole('button', { name: 'Approve the 2 chosen' }).click()
  await together.waitFor({ state: 'detached' })
  await page.getByRole('article').getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Nothing waits for you').waitFor()
}

/** Two must say yes to what an agent does by Gmail; the second is invited, and told of the first. */
export async function both({ page, base, act, agent, look, step, newPerson }) {
  const link = await invited(page, base, look, step)
  await asksTwo(page, base, step)
  await act('gmail/draft', { to: ['mia@example.test'], subject: 'For two', text: 'A draft.' }, agent, 202)
  await page.goto(base)
  const card = page.getByRole('article')
  await card.waitFor()
  const other = await newPerson()
  await other.goto(link)
  await other.getByLabel('Your name').fill('Sam Okoro')
  await other.getByLabel(/^Password/).fill('some four unrelated words')
  await other.getByRole('button', { name: 'Accept' }).click()
  await other.getByRole('article').waitFor()
  await card.getByRole('button', { name: 'Hand on' }).click()
  await page.getByRole('dialog').getByLabel('To').selectOption({ label: 'Sam Okoro' })
  await look('approval-hand-on')
  await page.getByRole('dialog').getByRole('button', { name: 'Hand on' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await card.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('1 of 2 have said yes').waitFor()
  await card.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' })
  await look('approval-half')
  await other.getByText('1 of 2 have said yes').waitFor()
  await other.getByRole('article').getByRole('button', { name: 'Approve' }).click()
  await other.getByText('Nothing waits for you').waitFor()
  await page.getByText('Nothing waits for you').waitFor()
  await other.context().close()
}

async function invited(page, base, look, step) {
  await page.goto(`${base}/settings/people`)
  await page.getByLabel('E-mail').fill('sam@example.test')
  await page.getByLabel('Role', { exact: true }).selectOption('approver')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = page.getByLabel('Invitation link')
  await step(link)
  await look('people-invited')
  return link.inputValue()
}

async function asksTwo(page, base, step) {
  await page.goto(`${base}/settings/policy`)
  const line = page.getByRole('listitem', { name: 'Line 1' })
  await line.getByLabel('How many must say yes').fill('2')
  await page.getByRole('button', { name: 'Save the policy' }).click()
  await step(page.getByText('Version 2 rules now.'))
}

/** The platform did it, and its answer was lost: a direct message carries nothing that it could be found by. */
export async function ambiguous({ page, base, act, key, look, sandbox }) {
  const fault = { method: 'POST', path: '*/dm_conversations/*', fault: 'close', afterEffect: true }
  const armed = await fetch(`${sandbox}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) })
  if (!armed.ok) throw new Error(`the sandbox answered ${armed.status} ${await armed.text()}`)
  await act('twitter/direct-message', { to: '@acme_support', text: 'Did you get this?' }, key, null)
  await page.goto(base)
  const alert = page.getByRole('alert').filter({ hasText: 'Of 1 act nobody knows whether it happened' })
  await alert.getByText('Did you get this?').waitFor()
  await look('approval-not-known')
  await alert.getByRole('button', { name: 'It happened' }).click()
  await alert.waitFor({ state: 'detached' })
}
