import { expect, test } from 'vitest'
import { isOwnPage } from './is-own-page.ts'

const OWN = 'https://schemas.example.com'

test.each([
  ['same-origin', undefined, true],
  ['same-origin', OWN, true],
  ['same-site', OWN, false],
  ['cross-site', OWN, false],
  ['none', undefined, false],
  [undefined, OWN, true],
  [undefined, 'https://evil.example.com', false],
  [undefined, 'null', false],
  [undefined, undefined, false],
])('Sec-Fetch-Site %s, Origin %s', (fetchSite, origin, expected) => {
  expect(isOwnPage({ fetchSite, origin }, OWN)).toBe(expected)
})
