import { expect, test } from 'vitest'
import { nextPage, withNext } from './next-page.ts'

test.each(['/settings/user', '/oauth2/device?user_code=BCDF-GHJK', '/a?next=//evil.example'])('%s is ours', (path) => {
  expect(nextPage(path)).toBe(path)
  expect(nextPage(new URLSearchParams(withNext('/login', path).split('?')[1]).get('next'))).toBe(path)
})

test.each([
  undefined,
  null,
  '',
  'settings',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/login?next=/login',
  '/logout',
])('%j leads to the front page', (path) => {
  expect(nextPage(path)).toBe('/')
})
