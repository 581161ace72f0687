import { expect, test } from 'vitest'
import { browserName } from './browserName'

test('names the browser and the system', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  expect(browserName(chrome)).toBe('Chrome, Linux')
  expect(browserName(`${chrome} Edg/140.0`)).toBe('Edge, Linux')
  expect(browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe('Safari, iOS')
})

test('says what it was told when it knows neither', () => {
  expect(browserName('Lynx')).toBe('Lynx')
  expect(browserName('')).toBeNull()
})
