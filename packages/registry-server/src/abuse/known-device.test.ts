import { describe, expect, test } from 'vitest'
import { createKnownDevices, DEVICE_COOKIE } from './known-device.ts'

const devices = createKnownDevices(Buffer.alloc(32, 7))
const [ANN, BOB] = ['a'.repeat(32), 'b'.repeat(32)]

/** What a browser sends back. */
const cookieOf = (setCookie: string | undefined) => setCookie?.split(';')[0]

describe('a known device', () => {
  test('is known to the account that logged in on it, and to no other', () => {
    const cookie = cookieOf(devices.remember(undefined, ANN))
    expect(devices.find(cookie, ANN)).toMatch(/^[\w-]{22}$/)
    expect(devices.find(`other=1; ${cookie}`, ANN)).toBe(devices.find(cookie, ANN))
    expect(devices.find(cookie, BOB)).toBeUndefined()
    expect(devices.find(undefined, ANN)).toBeUndefined()
  })

  test('is remembered once, with others, and of many only the last few', () => {
    const first = cookieOf(devices.remember(undefined, ANN))
    expect(devices.remember(first, ANN)).toBeUndefined()
    let cookie = cookieOf(devices.remember(first, BOB))
    expect([devices.find(cookie, ANN), devices.find(cookie, BOB)]).not.toContain(undefined)
    for (let i = 0; i < 4; i++) cookie = cookieOf(devices.remember(cookie, `${i}`.repeat(32)))
    expect(devices.find(cookie, ANN)).toBeUndefined()
    expect(devices.find(cookie, '3'.repeat(32))).toBeDefined()
    expect(cookie?.length).toBeLessThan(400)
  })

  test('is not made up: another key, a changed id, a changed signature, nonsense', () => {
    const cookie = cookieOf(devices.remember(undefined, ANN)) ?? ''
    expect(createKnownDevices(Buffer.alloc(32, 8)).find(cookie, ANN)).toBeUndefined()
    const at = cookie.indexOf('=') + 1
    const flipped = (index: number) => {
      const letter = cookie[index] === 'A' ? 'B' : 'A'
      return cookie.slice(0, index) + letter + cookie.slice(index + 1)
    }
    expect(devices.find(flipped(at), ANN)).toBeUndefined()
    expect(devices.find(flipped(at + 30), ANN)).toBeUndefined()
    for (const value of ['', '~~~', '.', 'x.y', 'A'.repeat(10_000), `${'A'.repeat(22)}.${'é'.repeat(43)}`]) {
      expect(devices.find(`${DEVICE_COOKIE}=${value}`, ANN)).toBeUndefined()
    }
  })

  test('has a cookie that only the browser and this host see, and that names nobody', () => {
    const setCookie = devices.remember(undefined, ANN) ?? ''
    expect(setCookie).toMatch(/^__Host-wireproof_device=/)
    for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Max-Age=34560000']) {
      expect(setCookie.split('; ')).toContain(attribute)
    }
    expect(setCookie).not.toContain('Domain')
    expect(setCookie).not.toContain(ANN)
  })
})
