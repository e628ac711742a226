import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { type RunOptions, runWireproof } from '../support/run-wireproof.ts'

const GOOD = 'syntax = "proto3";\npackage a;\nmessage M {}\n'
const MAX_MESSAGE_LINES = 6

const root = makeFolder('cli-bad-input')
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs the command and checks what holds for every failure: a short message, no stack trace, no report. */
async function fail(args: readonly string[], options: Partial<RunOptions> = {}) {
  const { code, out, err } = await runWireproof(args, { cwd: root, ...options })
  expect(err).not.toMatch(/^ +at /m)
  expect(err.trim().split('\n').length).toBeLessThanOrEqual(MAX_MESSAGE_LINES)
  expect(out).toBe('')
  return { code, err }
}

/** Schemas that cannot be compiled: the files of a module, where the first diagnostic points, and what it says. */
const SCHEMAS: readonly (readonly [name: string, files: Record<string, string | Uint8Array>, err: RegExp])[] = [
  ['unparsable', { 'a.proto': 'syntax = "proto3";\nmesage A {' }, /a\.proto:2:1: .*mesage/],
  ['missing-import', { 'a.proto': 'syntax = "proto3";\nimport "gone/b.proto";\n' }, /a\.proto:2:1: .*gone\/b\.proto/],
  [
    'import-cycle',
    { 'a.proto': 'syntax = "proto3";\nimport "b.proto";', 'b.proto': 'syntax = "proto3";\nimport "a.proto";' },
    /[ab]\.proto:2:1: .*circle/,
  ],
  ['dot-dot-import', { 'a.proto': 'syntax = "proto3";\nimport "../b.proto";\n' }, /a\.proto:2:8: .*leads out/],
  ['absolute-import', { 'a.proto': 'syntax = "proto3";\nimport "/etc/b.proto";\n' }, /a\.proto:2:8: .*\/etc\/b\.proto/],
  ['not-utf-8', { 'a.proto': Buffer.from('syntax = "proto3";\n// caf\xe9\n', 'latin1') }, /a\.proto:2:7: .*UTF-8/],
  ['100-mb', { 'a.proto': Buffer.alloc(100 * 1024 ** 2, ' ') }, /a\.proto: .*104857600 bytes/],
  [
    '20000-deep',
    { 'a.proto': `syntax = "proto3";\n${'message M {'.repeat(20_000)}${'}'.repeat(20_000)}` },
    /a\.proto:2:\d+: .*nested/,
  ],
]

describe('a schema that does not compile', () => {
  it.each(SCHEMAS)('%s: build says where, and leaves the output as it was', async (name, files, message) => {
    writeFiles(join(root, name), files)
    writeFileSync(join(root, 'image.binpb'), 'old')
    const { code, err } = await fail(['build', name, '-o', 'image.binpb'])
    expect(code).toBe(3)
    expect(err).toMatch(new RegExp(`^${name}/${message.source}`))
    expect(readdirSync(root).filter((file) => file.startsWith('.image'))).toEqual([])
  })

  it.each(SCHEMAS)('%s: check says so, whichever side it is', async (name, files, message) => {
    writeFiles(join(root, name), files)
    writeFiles(join(root, 'good'), { 'a.proto': GOOD })
    for (const sides of [
      [name, 'good'],
      ['good', name],
    ] as const) {
      const { code, err } = await fail(['check', sides[0], '--against', sides[1], '--format', 'json'])
      expect(code).toBe(3)
      expect(err).toMatch(new RegExp(`^${name}/${message.source}`))
      expect(err).toContain(`error: ${name} does not compile: nothing was compared\n`)
    }
  })
})

describe('an input that cannot be read', () => {
  it('is not there', async () => {
    expect(await fail(['build', 'nope'])).toEqual({
      code: 2,
      err: 'error: no folder "nope"; check the path, or name a registry module as host/owner/module (the host has a "." or ":")\n',
    })
    expect((await fail(['check', 'nope.binpb', '--against', 'good'])).err).toContain('cannot open the image nope.binpb')
    expect((await fail(['build', 'nope.tar.gz'])).err).toContain('cannot open "nope.tar.gz": no such file')
  })

  it('has a symbolic link out of the tree', async () => {
    writeFiles(root, { 'linked/a.proto': GOOD, 'secret/b.proto': GOOD })
    symlinkSync('../secret/b.proto', join(root, 'linked/b.proto'))
    const { code, err } = await fail(['build', 'linked'])
    expect(code).toBe(2)
    expect(err).toContain('linked/b.proto: this symbolic link leads out of the input (to ../secret/b.proto)')
  })

  it('has a configuration with mistakes: all of them are told', async () => {
    writeFiles(root, {
      'config/buf.yaml': 'version: v2\nmodules:\n  - path: ../x\n  - path: /y\nfoo: bar\n',
      'config/a.proto': GOOD,
    })
    const { code, err } = await fail(['build', 'config'])
    expect(code).toBe(2)
    expect(err).toMatch(/^error: config\/buf\.yaml:\d+:\d+: /)
    expect(err).toContain('../x')
    expect(err).toContain('/y')
  })

  it('names a rule that does not exist: only a check minds', async () => {
    writeFiles(root, { 'rule/buf.yaml': 'version: v2\nbreaking:\n  use: [NOPE]\n', 'rule/a.proto': GOOD })
    const { code, err } = await fail(['check', 'rule', '--against', 'rule'])
    expect(code).toBe(2)
    expect(err).toMatch(/^error: rule\/buf\.yaml:3:\d+: "NOPE" is not a rule/)
    expect((await runWireproof(['build', 'rule'], { cwd: root })).code).toBe(0)
  })

  it('is an image that is none, or cut off', async () => {
    writeFiles(root, { 'junk.binpb': 'junk', 'junk.binpb.gz': Buffer.from([0x1f, 0x8b, 8, 0]), 'empty.binpb': '' })
    for (const image of ['junk.binpb', 'junk.binpb.gz', 'empty.binpb']) {
      const { code, err } = await fail(['check', image, '--against', image])
      expect(code).toBe(2)
      expect(err).toMatch(new RegExp(`^error: ${image} is `))
    }
  })

  it('is a git ref without git, repository or commit', async () => {
    const { code, err } = await fail(['check', 'good', '--against', '.git#branch=main'])
    expect(code).toBe(2)
    expect(err).toContain('no git repository at ".git"')
  })

  it('has no name to look up on a registry', async () => {
    const { code, err } = await fail(['check', 'good'])
    expect(code).toBe(2)
    expect(err).toContain('add "name: host/owner/module" to its buf.yaml, or say what to compare with')
  })
})

describe('an output that cannot be written', () => {
  it.runIf(existsSync('/dev/full'))('is on a full disk', async () => {
    writeFiles(join(root, 'good'), { 'a.proto': GOOD })
    const { code, err } = await fail(['build', 'good', '-o', '/dev/full'])
    expect(code).toBe(2)
    expect(err).toContain('cannot write /dev/full: no space left on the device')
  })

  it('is in a folder that does not exist, or has no format', async () => {
    const gone = await fail(['build', 'good', '-o', 'gone/x.binpb'])
    expect(gone.code).toBe(2)
    expect(gone.err).toContain('no such file or folder')
    expect((await fail(['build', 'good', '-o', 'x.txt'])).err).toContain('name the file .binpb, .binpb.gz or .json')
    expect(existsSync(join(root, 'x.txt'))).toBe(false)
  })
})

describe('a registry that says no', () => {
  let registry: RegistryProcess
  const module = join(root, 'module')
  const env = () => ({ WIREPROOF_TOKEN: registry.token })

  beforeAll(async () => {
    registry = await startRegistry(root)
    writeFiles(module, { 'buf.yaml': `version: v2\nname: ${registry.host}/acme/base\n`, 'a.proto': GOOD })
    const { code, err } = await runWireproof(['push', '--create'], { cwd: module, env: env() })
    expect([code, err]).toEqual([0, ''])
  })
  afterAll(() => registry?.stop())

  it('does not know the label, the module or the owner', async () => {
    const reference = `${registry.host}/acme/base:nope`
    const check = await fail(['check', '--against', reference], { cwd: module, env: env() })
    expect(check).toEqual({
      code: 4,
      err: `error: acme/base:nope does not exist (on ${registry.host}); look what is there with \`wireproof ls ${registry.host}\`\n`,
    })
    expect((await fail(['pull', reference, '-o', 'x'], { env: env() })).code).toBe(4)
    expect(existsSync(join(root, 'x'))).toBe(false)
    for (const place of ['acme/nope', 'nope/nope', 'nope']) {
      expect((await fail(['ls', `${registry.host}/${place}`], { env: env() })).code).toBe(4)
    }
  })

  it('does not take the token', async () => {
    const { code, err } = await fail(['push'], { cwd: module, env: { WIREPROOF_TOKEN: 'wp_wrong' } })
    expect(code).toBe(4)
    expect(err).toBe(
      `error: ${registry.host} does not take the token in WIREPROOF_TOKEN; set one that is valid there\n`,
    )
  })

  it.each(SCHEMAS)('does not take a schema that does not compile: %s', async (name, files, message) => {
    const folder = join(root, `push-${name}`)
    writeFiles(folder, { ...files, 'buf.yaml': `version: v2\nname: ${registry.host}/acme/base\n` })
    const { code, err } = await fail(['push'], { cwd: folder, env: env() })
    // What is too large to be sent is refused before it is compiled.
    if (name === '100-mb') {
      expect([3, 4]).toContain(code)
      return
    }
    expect(code).toBe(3)
    expect(err).toMatch(new RegExp(`^${message.source}`))
    expect(err).toContain('error: acme/base does not compile: nothing was pushed\n')
  })

  it('is not pushed a label that cannot be one', async () => {
    for (const label of ['', 'a b', 'a:b', '0'.repeat(32)]) {
      expect((await fail(['push', '--label', label], { cwd: module, env: env() })).code).toBe(2)
    }
  })
})

describe('a registry that is not well', () => {
  const serve = async (onConnection: (socket: Socket) => void) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      onConnection(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('is not there', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const gone = `127.0.0.1:${(server.address() as AddressInfo).port}`
    server.close()
    await once(server, 'close')
    for (const args of [
      ['whoami', gone],
      ['ls', gone],
      ['check', 'good', '--against', `${gone}/acme/base`],
    ]) {
      const { code, err } = await fail(args)
      expect(code).toBe(4)
      expect(err).toBe(
        `error: nothing answers at ${gone} (connection refused); is the registry running, and the port right?\n`,
      )
    }
  })

  it('dies in the middle of an answer: nothing is written', async () => {
    const host = await serve((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/proto\r\nContent-Length: 100000\r\n\r\n')
        socket.write(Buffer.alloc(5000))
        setTimeout(() => socket.destroy(), 50)
      })
    })
    const { code, err } = await fail(['pull', `${host}/acme/base`, '-o', 'half'])
    expect(code).toBe(4)
    expect(err).toBe(
      `error: ${host} broke off before its answer was whole; look at the registry's log, then try again\n`,
    )
    expect(readdirSync(root).filter((name) => name.includes('half'))).toEqual([])
  })

  it('gets no token that is not meant for it', async () => {
    const seen: string[] = []
    const host = await serve((socket) =>
      socket.once('data', (data) => {
        seen.push(data.toString('latin1'))
        socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      }),
    )
    // The module is on another registry; the host below is only where buf.lock says that a dependency is.
    mkdirSync(join(root, 'victim'), { recursive: true })
    const commit = '0123456789abcdef0123456789abcdef'
    const digest = `b5:${'0'.repeat(128)}`
    writeFiles(join(root, 'victim'), {
      'buf.yaml': `version: v2\nname: registry.example.com/acme/victim\ndeps: [${host}/evil/dep]\n`,
      'buf.lock': `version: v2\ndeps:\n  - name: ${host}/evil/dep\n    commit: ${commit}\n    digest: ${digest}\n`,
      'a.proto': 'syntax = "proto3";\nimport "evil.proto";\n',
    })
    const { code } = await fail(['build', 'victim'], { env: { WIREPROOF_TOKEN: 'wp_secret' } })
    expect(code).toBe(4)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.join('')).not.toMatch(/authorization|wp_secret/i)
  })
})
