import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { credentialsPath, readCredentials, writeCredentials } from './credentials-file.ts'
import { assertToken, selectToken } from './select-token.ts'

describe('selectToken', () => {
  it('gives a bare WIREPROOF_TOKEN to the one host that the user spoke of, and to no other', () => {
    const env = { HOME: createTemporaryFolder(), WIREPROOF_TOKEN: 'wp_bare' }
    expect(selectToken(env, 'a.example', 'a.example')?.token).toBe('wp_bare')
    expect(selectToken(env, 'evil.example', 'a.example')).toBeUndefined()
    expect(selectToken(env, 'a.example', undefined)).toBeUndefined()
    expect(selectToken(env, 'a.example:8443', 'a.example')).toBeUndefined()
  })

  it('gives each token of a list to its host only', () => {
    const env = { HOME: createTemporaryFolder(), WIREPROOF_TOKEN: 'wp_a@a.example, wp_b@b.example:8080' }
    expect(selectToken(env, 'a.example', undefined)?.token).toBe('wp_a')
    expect(selectToken(env, 'b.example:8080', undefined)?.token).toBe('wp_b')
    expect(selectToken(env, 'c.example', 'c.example')).toBeUndefined()
  })

  it.each([
    ['wp_a@a,wp_b@a', 'two tokens for a'],
    ['wp_a@a,,', 'neither a token nor a list'],
    ['@a', 'neither a token nor a list'],
    ['wp a', 'spaces or characters'],
  ])('refuses %j and does not show it', (variable, message) => {
    const env = { HOME: createTemporaryFolder(), WIREPROOF_TOKEN: variable }
    expect(() => selectToken(env, 'a', 'a')).toThrow(message)
    expect(() => selectToken(env, 'a', 'a')).not.toThrow('wp')
  })

  it('falls back to what login stored, then to netrc', () => {
    const netrc =
      'machine a.example\n  login me\n  password from-netrc\nmachine b.example:80 login x password b\ndefault password d'
    const env = { HOME: createTemporaryFolder({ '.netrc': netrc }) }
    expect(selectToken(env, 'a.example', undefined)).toEqual({ token: 'from-netrc', source: 'netrc' })
    expect(selectToken(env, 'b.example:80', undefined)?.token).toBe('b')
    expect(selectToken(env, 'b.example', undefined)).toBeUndefined()
    writeCredentials(env, new Map([['a.example', { user: 'me', token: 'wp_stored' }]]))
    expect(selectToken(env, 'a.example', undefined)).toEqual({ token: 'wp_stored', source: 'wireproof login' })
  })

  it('refuses tokens that would break out of their header', () => {
    expect(() => assertToken('a\r\nX: y', 'x')).toThrow('characters that no token has')
    expect(() => assertToken('', 'x')).toThrow('empty')
  })
})

describe('the credentials file', () => {
  it('is read by its owner only, even if it was not before', () => {
    const env = { HOME: '/x', XDG_CONFIG_HOME: createTemporaryFolder() }
    const path = credentialsPath(env)
    expect(path).toBe(join(env.XDG_CONFIG_HOME, 'wireproof/credentials.json'))
    writeCredentials(env, new Map([['a.example', { user: 'me', token: 't' }]]))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    chmodSync(path, 0o644)
    writeCredentials(env, new Map())
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, hosts: {} })
  })

  it('is no crash when it is damaged', () => {
    const env = { HOME: createTemporaryFolder() }
    writeCredentials(env, new Map())
    for (const text of ['{', '[]', 'null', '{"hosts":{"a":{"user":1}}}', '{"hosts":{"a":null}}']) {
      writeFileSync(credentialsPath(env), text)
      expect(() => readCredentials(env)).toThrow('is damaged; remove it')
    }
  })

  it('ignores a relative XDG_CONFIG_HOME', () => {
    expect(credentialsPath({ HOME: '/home/me', XDG_CONFIG_HOME: 'x' })).toBe(
      '/home/me/.config/wireproof/credentials.json',
    )
  })
})
