import { spawn } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approveDevice } from '../support/approve-device.ts'
import { makeFolder } from '../support/make-folder.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { runWireproof, WIREPROOF } from '../support/run-wireproof.ts'

interface StoredFile {
  readonly hosts: Record<string, { session: Record<string, unknown> & { accessToken: string; refreshToken: string } }>
}

describe('a session of the command line', () => {
  const root = makeFolder('cli-session')
  const file = join(root, '.config', 'wireproof', 'credentials.json')
  let registry: RegistryProcess

  beforeAll(async () => {
    registry = await startRegistry(root)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const run = (...args: string[]) => runWireproof(args, { cwd: root })
  const stored = () => (JSON.parse(readFileSync(file, 'utf8')) as StoredFile).hosts[registry.host]?.session
  /** Changes what is stored of the session. */
  const store = (change: object) => {
    const session = { ...stored(), ...change }
    writeFileSync(file, JSON.stringify({ version: 1, hosts: { [registry.host]: { user: 'admin', session } } }))
  }

  /** Logs in as a person with a browser elsewhere does. */
  async function logIn(scope: 'read' | 'push' | 'admin' = 'admin'): Promise<{ code: number | null; err: string }> {
    const child = spawn(process.execPath, [WIREPROOF, 'login', registry.host, '--no-browser'], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: root, XDG_CONFIG_HOME: join(root, '.config') },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    await expect.poll(() => err, { timeout: 20_000 }).toMatch(/code [A-Z]{4}-[A-Z]{4}/)
    const [, code = ''] = /code ([A-Z]{4}-[A-Z]{4})/.exec(err) ?? []
    await approveDevice(registry.host, registry.token, code, { scope })
    return { code: await ended, err }
  }

  test('S64: begins in the browser, and is bound to a key of this machine in a file that only its owner reads', async () => {
    const { code, err } = await logIn()
    expect(err).toContain(`logged in to ${registry.host} as admin`)
    expect(code).toBe(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await run('whoami')).toEqual({ code: 0, out: 'admin\n', err: '' })
    const long = await run('whoami', '--format', 'json')
    expect(JSON.parse(long.out)).toMatchObject({ user: 'admin', kind: 'session', scopes: ['admin'], isBound: true })
    expect((await run('whoami', '--long')).out).toContain('bound to a key of this machine')
    // The token alone, as a thief has it.
    const { accessToken = '', refreshToken = '' } = stored() ?? {}
    const stolen = await callRegistry(
      registry.host,
      'buf.registry.owner.v1.UserService/GetCurrentUser',
      {},
      accessToken,
    )
    expect(stolen.status).toBe(401)
    const refreshed = await fetch(`http://${registry.host}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    })
    expect(refreshed.status).toBe(400)
    expect(await run('whoami')).toMatchObject({ code: 0 })
    expect(registry.output()).not.toContain(accessToken)
    expect(registry.output()).not.toContain(refreshToken)
  })

  test('S57: renews itself; many runs at once lose nothing', async () => {
    const before = stored()
    store({ accessTokenExpiresAtMs: 0 })
    const runs = await Promise.all(Array.from({ length: 5 }, () => run('whoami')))
    expect(runs.map(({ code, err }) => ({ code, err }))).toEqual(runs.map(() => ({ code: 0, err: '' })))
    expect(stored()?.refreshToken).not.toBe(before?.refreshToken)
    // What a run that was killed before it could store its tokens leaves behind.
    const kept = stored()
    store({ accessTokenExpiresAtMs: 0, accessToken: 'eyJ.old.one' })
    expect(await run('whoami')).toMatchObject({ code: 0 })
    expect(stored()?.refreshToken).not.toBe(kept?.refreshToken)
  })

  test('tokens are made, shown once, listed and revoked', async () => {
    const made = await run('tokens', 'create', '--note', 'CI of orders', '--scope', 'read', '--days', '7')
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^wp_[\w-]{43}\n$/) })
    const secret = made.out.trim()
    const env = { WIREPROOF_TOKEN: `${secret}@${registry.host}` }
    const own = await runWireproof(['whoami', registry.host, '--format', 'json'], { cwd: root, env })
    expect(JSON.parse(own.out)).toMatchObject({ kind: 'token', scopes: ['read'], source: 'WIREPROOF_TOKEN' })
    const listed = JSON.parse((await run('tokens', 'ls', '--format', 'json')).out) as { id: string; note: string }[]
    const { id = '' } = listed.find(({ note }) => note === 'CI of orders') ?? {}
    expect((await run('tokens', 'ls')).out).toContain('CI of orders')
    expect(await run('tokens', 'revoke', id)).toMatchObject({ code: 0, err: `revoked ${id}\n` })
    expect(await runWireproof(['whoami', registry.host], { cwd: root, env })).toMatchObject({ code: 4, out: '' })
    const wrong = await run('tokens', 'create', '--scope', 'write')
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('is no scope; it is read, push or admin') })
  })

  test('sessions are listed and ended, others by id, and a run says so when its own has ended', async () => {
    const listed = JSON.parse((await run('sessions', 'ls', '--format', 'json')).out) as {
      id: string
      isCurrent: boolean
      strategy: string
    }[]
    expect(listed.filter(({ isCurrent }) => isCurrent)).toMatchObject([{ strategy: 'token' }])
    const { id = '' } = listed.find(({ isCurrent }) => !isCurrent) ?? {}
    expect(await run('sessions', 'revoke', id.slice(0, 12))).toMatchObject({ code: 0, err: `ended ${id}\n` })
    expect((await run('sessions', 'ls')).out).not.toContain(id)
    expect(await run('sessions', 'revoke', 'zzzz')).toMatchObject({ code: 2 })
    expect(await run('sessions', 'revoke', '--others')).toMatchObject({ code: 0 })
    expect(await run('sessions', 'revoke', '--all')).toMatchObject({ code: 0 })
    const ended = await run('whoami')
    expect(ended).toMatchObject({ code: 4, out: '' })
    expect(ended.err).toContain(`run \`wireproof login ${registry.host}\``)
  })

  test('S58: logging out ends the session at the registry, at once', async () => {
    await logIn('read')
    const { refreshToken = '' } = stored() ?? {}
    const denied = await run('tokens', 'create')
    expect(denied).toMatchObject({ code: 4, out: '' })
    expect(await run('logout', registry.host)).toEqual({ code: 0, out: '', err: `logged out of ${registry.host}\n` })
    expect(readFileSync(file, 'utf8')).not.toContain(refreshToken)
    const asked = await fetch(`http://${registry.host}/oauth2/introspect`, {
      method: 'POST',
      headers: { authorization: `Bearer ${registry.token}` },
      body: new URLSearchParams({ token: refreshToken }),
    })
    expect(await asked.json()).toEqual({ active: false })
    expect((await run('whoami')).err).toContain('you are not logged in to any registry')
  })
})
