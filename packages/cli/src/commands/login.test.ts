import { readFileSync } from 'node:fs'
import { Code, ConnectError } from '@connectrpc/connect'
import { describe, expect, it } from 'vitest'
import { serveFakeRegistry } from '../../testing/fake-registry.ts'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { credentialsPath, readCredentials } from '../registry/credentials-file.ts'

const isKnown = () => ({ user: { name: 'ada' } })
const isUnknown = () => {
  throw new ConnectError('hidden', Code.Unauthenticated)
}

describe('login, whoami and logout', () => {
  it('keep a token only if it is good', async () => {
    const env = { HOME: createTemporaryFolder() }
    const { host, calls } = await serveFakeRegistry({ GetCurrentUser: isKnown })
    const login = await runCommand(['login', host], { env, stdin: ' wp_good \n' })
    expect(login).toEqual({
      code: 0,
      out: '',
      err: `logged in to ${host} as ada; the token is in ${credentialsPath(env)}\n`,
    })
    expect(calls.map(({ token }) => token)).toEqual(['Bearer wp_good'])
    expect(await runCommand(['whoami'], { env })).toEqual({ code: 0, out: 'ada\n', err: '' })
    const strict = await serveFakeRegistry({ GetCurrentUser: isUnknown })
    const refused = await runCommand(['login', strict.host], { env, stdin: 'wp_bad' })
    expect(refused.code).toBe(4)
    expect(refused.err).not.toContain('wp_bad')
    expect([...readCredentials(env).keys()]).toEqual([host])
    expect((await runCommand(['logout', host], { env })).err).toBe(`logged out of ${host}\n`)
    expect((await runCommand(['logout', host], { env })).err).toBe(`there was no token for ${host}\n`)
    expect(readFileSync(credentialsPath(env), 'utf8')).not.toContain('wp_')
  })

  it('ask on a terminal', async () => {
    const env = { HOME: createTemporaryFolder() }
    const { host, calls } = await serveFakeRegistry({ GetCurrentUser: isKnown })
    expect((await runCommand(['login', host, '--token-stdin'], { env, typed: 'wp_typed' })).code).toBe(0)
    expect((await runCommand(['login', host, '--token-stdin'], { env, stdin: 'wp_piped' })).code).toBe(0)
    expect(calls.map(({ token }) => token)).toEqual(['Bearer wp_typed', 'Bearer wp_piped'])
    const old = await runCommand(['login', host], { env, typed: 'x' })
    expect(old.err).toContain(`${host} has no login in the browser; give it a token`)
  })

  it.each([
    ['', 'there is no token on standard input'],
    ['two words', 'holds spaces or characters'],
  ])('refuse %j for a token without asking anybody', async (stdin, message) => {
    const { code, err } = await runCommand(['login', 'registry.invalid'], { stdin })
    expect(code).toBe(2)
    expect(err).toContain(message)
  })

  it('say who is meant when it is not clear', async () => {
    const env = { HOME: createTemporaryFolder() }
    expect((await runCommand(['whoami'], { env })).err).toContain('you are not logged in to any registry')
    const registries = [
      await serveFakeRegistry({ GetCurrentUser: isKnown }),
      await serveFakeRegistry({ GetCurrentUser: isKnown }),
    ]
    for (const { host } of registries) await runCommand(['login', host], { env, stdin: 'wp_x' })
    expect((await runCommand(['whoami'], { env })).err).toContain('name one of 127.0.0.1:')
  })
})
