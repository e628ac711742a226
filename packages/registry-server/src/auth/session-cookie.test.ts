import { expect, test } from 'vitest'
import { clearSessionCookie, parseSessionCookie, SESSION_COOKIE, serializeSessionCookie } from './session-cookie.ts'
import { generateToken } from './token.ts'

const SECRET = generateToken()

/** Name, value and attributes as a browser splits them. Source: RFC 6265 section 5.2. */
function read(setCookie: string) {
  const [pair = '', ...rest] = setCookie.split(';').map((part) => part.trim())
  const [name, value] = pair.split('=')
  return { name, value, attributes: Object.fromEntries(rest.map((part) => part.toLowerCase().split('='))) }
}

test('S08: the cookie is Secure, HttpOnly, for the whole host and for no other', () => {
  for (const setCookie of [serializeSessionCookie(SECRET), clearSessionCookie()]) {
    const { attributes } = read(setCookie)
    expect(attributes).toMatchObject({ path: '/' })
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining(['secure', 'httponly']))
    expect(attributes).not.toHaveProperty('domain')
  }
})

test('S09: its name starts with __Host-', () => {
  expect(read(serializeSessionCookie(SECRET)).name).toMatch(/^__Host-/)
  expect(read(clearSessionCookie()).name).toBe(SESSION_COOKIE)
})

test('S10: SameSite is written out', () => {
  expect(read(serializeSessionCookie(SECRET)).attributes.samesite).toBe('lax')
})

test('S11: name and value stay far below 4,096 bytes', () => {
  expect(Buffer.byteLength(serializeSessionCookie(SECRET, { maxAgeSeconds: 1e9 }))).toBeLessThan(256)
})

test('S21: the browser forgets it when closed, unless an end was chosen', () => {
  expect(read(serializeSessionCookie(SECRET)).attributes).not.toHaveProperty('max-age')
  expect(read(serializeSessionCookie(SECRET)).attributes).not.toHaveProperty('expires')
  expect(read(serializeSessionCookie(SECRET, { maxAgeSeconds: 3600.9 })).attributes['max-age']).toBe('3600')
})

test('S23: signing out takes the cookie away', () => {
  expect(read(clearSessionCookie())).toMatchObject({ value: '', attributes: { 'max-age': '0' } })
})

test('what was given comes back', () => {
  expect(parseSessionCookie(`${SESSION_COOKIE}=${SECRET}`)).toBe(SECRET)
  expect(parseSessionCookie(`theme=dark; ${SESSION_COOKIE}=${SECRET};x=y=z`)).toBe(SECRET)
  expect(parseSessionCookie(undefined)).toBeUndefined()
  expect(parseSessionCookie(`theme=${SESSION_COOKIE}; ${SESSION_COOKIE}_old=1`)).toBeUndefined()
})

test.each([
  [`${SESSION_COOKIE}=a; ${SESSION_COOKIE}=b`],
  [`${SESSION_COOKIE}=`],
  [SESSION_COOKIE],
  [`${SESSION_COOKIE}="${SECRET}"`],
  [`${SESSION_COOKIE}=${SECRET}%00`],
  [`${SESSION_COOKIE}=a\0b`],
  [`${SESSION_COOKIE}=${'x'.repeat(10_240)}`],
])('S05: %s is a wrong session and not a missing one', (header) => {
  expect(parseSessionCookie(header)).toBe('')
})

test('a secret cannot bring attributes of its own', () => {
  expect(() => serializeSessionCookie('x; Domain=evil.example')).toThrow()
})
