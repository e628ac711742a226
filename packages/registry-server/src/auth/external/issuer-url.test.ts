import { expect, test } from 'vitest'
import { issuerProblem } from './issuer-url.ts'

test.each([
  ['https://token.actions.githubusercontent.com', undefined],
  ['https://gitlab.example.com:8443/realms/ci', undefined],
  ['http://localhost:3000', undefined],
  ['http://127.0.0.1:3000', undefined],
  ['http://[::1]:3000', undefined],
  ['http://ci.example.com', 'not https'],
  ['http://localhost.example.com', 'not https'],
  ['http://127.0.0.1.example.com', 'not https'],
  ['file:///etc/passwd', 'not https'],
  ['ci.example.com', 'URL'],
  ['', 'URL'],
  ['https://u:p@ci.example.com', 'no user'],
  ['https://ci.example.com?x', 'no user'],
  ['https://ci.example.com#', 'no user'],
  [`https://ci.example.com/${'x'.repeat(3_000)}`, 'URL'],
])('%.60s', (text, problem) => {
  if (problem === undefined) expect(issuerProblem(text)).toBeUndefined()
  else expect(issuerProblem(text)).toContain(problem)
})
