import { expect, test } from 'vitest'
import { type OidcTexts, parseOidcSettings } from './oidc-settings.ts'

const NOTHING: OidcTexts = { issuer: undefined, clientId: undefined, clientSecretFile: undefined, signUp: undefined }
const ISSUER = 'https://id.example.com'

test('nothing set is no external login; by default it makes no accounts', () => {
  const problems: string[] = []
  expect(parseOidcSettings(NOTHING, problems)).toBeUndefined()
  expect(parseOidcSettings({ ...NOTHING, issuer: ISSUER, clientId: 'w' }, problems)).toEqual({
    issuer: ISSUER,
    clientId: 'w',
    clientSecretFile: undefined,
    isSignUpAllowed: false,
  })
  const open = { ...NOTHING, issuer: ISSUER, clientId: 'w', signUp: 'allow' }
  expect(parseOidcSettings(open, problems)).toMatchObject({ isSignUpAllowed: true })
  expect(problems).toEqual([])
})

test.each<[string, Partial<OidcTexts>, string]>([
  ['an issuer alone', { issuer: ISSUER }, 'belong together'],
  ['a secret alone', { clientSecretFile: '/run/secret' }, 'belong together'],
  ['an issuer without TLS', { issuer: 'http://id.example.com', clientId: 'w' }, 'not https'],
  ['a word for sign-up that means nothing', { issuer: ISSUER, clientId: 'w', signUp: 'yes' }, 'allow or deny'],
])('%s is a problem', (_, texts, problem) => {
  const problems: string[] = []
  parseOidcSettings({ ...NOTHING, ...texts }, problems)
  expect(problems.join()).toContain(problem)
})
