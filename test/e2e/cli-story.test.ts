import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { runWireproof } from '../support/run-wireproof.ts'

// A byte order mark, CRLF and no final newline: a registry must give back just these bytes.
const MONEY = '\ufeffsyntax = "proto3";\r\npackage acme.v1;\r\nmessage Money { int64 units = 1; }'
const order = (type: string, more = '') =>
  `syntax = "proto3";\npackage acme.v1;\nimport "acme/v1/money.proto";\n// An order.\nmessage Order {\n` +
  `  string id = 1;\n  ${type} total = 2;\n  Money price = 3;\n${more}}\n`

describe('the life of a small module', () => {
  const root = makeFolder('cli-story')
  const module = join(root, 'orders')
  let registry: RegistryProcess
  let name = ''
  let v1 = ''
  let v2 = ''
  const wireproof = (...args: string[]) =>
    runWireproof(args, { cwd: module, env: { HOME: root, XDG_CONFIG_HOME: join(root, 'config') } })

  beforeAll(async () => {
    registry = await startRegistry(root)
    name = `${registry.host}/acme/orders`
    writeFiles(module, {
      'buf.yaml': `version: v2\nname: ${name}\n`,
      LICENSE: 'Apache-2.0\n',
      'README.md': '# Orders\n',
      'acme/v1/money.proto': MONEY,
      'acme/v1/order.proto': order('int64'),
    })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  it('asks for a login first', async () => {
    const { code, err } = await wireproof('push', '--create')
    expect(code).toBe(4)
    expect(err).toBe(
      `error: ${registry.host} asks for a token; run \`wireproof login ${registry.host}\` or set WIREPROOF_TOKEN\n`,
    )
  })

  it('logs in with a token that is tried before it is kept', async () => {
    const login = (token: string) =>
      runWireproof(['login', registry.host], {
        cwd: module,
        env: { XDG_CONFIG_HOME: join(root, 'config') },
        stdin: `${token}\n`,
      })
    const wrong = await login('wp_wrong')
    expect(wrong.code).toBe(4)
    expect(wrong.err).toContain(`${registry.host} does not take the token from standard input`)
    expect((await wireproof('whoami')).code).toBe(2)
    expect((await login(registry.token)).code).toBe(0)
    expect(await wireproof('whoami')).toEqual({ code: 0, out: 'admin\n', err: '' })
  })

  it('has nothing to compare a new module with', async () => {
    expect(await wireproof('check')).toEqual({
      code: 0,
      out: '',
      err: `note: ${name} is new: the registry has nothing to compare it with\n`,
    })
  })

  it('makes the owner and the module only when asked to', async () => {
    const { code, err } = await wireproof('push')
    expect(code).toBe(4)
    expect(err).toContain(`${name} is not on the registry; push with --create to make it`)
    const created = await wireproof('push', '--create')
    expect(created).toMatchObject({ code: 0, err: '' })
    expect(created.out).toMatch(new RegExp(`^${name}:[0-9a-f]{32}\n$`))
    v1 = created.out.trim().split(':').at(-1) as string
  })

  it('gives the same commit for the same content, and labels it', async () => {
    expect((await wireproof('push', '--label', 'main', '--label', 'v1')).out).toBe(`${name}:${v1}\n`)
    const { out } = await wireproof('ls', name)
    expect(out).toMatch(new RegExp(`main \\(default\\) +${v1}`))
    expect(out).toMatch(new RegExp(`v1 +${v1}`))
    expect((await wireproof('ls', registry.host)).out).toContain(`${name}\n`)
    expect((await wireproof('ls', `${registry.host}/acme`)).out).toBe(`${name}\n`)
    expect(await wireproof('check')).toEqual({ code: 0, out: '', err: '' })
  })

  it('points at the line and column of a break', async () => {
    writeFiles(module, { 'acme/v1/order.proto': order('string') })
    const text = await wireproof('check')
    expect(text.code).toBe(1)
    expect(text.out).toMatch(
      /^acme\/v1\/order\.proto:7:3: .*int64.*string.* \(FIELD_SAME_TYPE\)\n {4}binary .*: meant .*, got .*\n(?: {4}.*\n)+$/,
    )
    const json = await wireproof('check', '--format', 'json', '--against', `${name}:v1`)
    expect(json.code).toBe(1)
    const [finding, ...others] = JSON.parse(json.out)
    expect(others).toEqual([])
    expect(Object.keys(finding)).toEqual(
      'rule categories message path start end against symbol fingerprint severity direction proofs withoutProof fix'.split(
        ' ',
      ),
    )
    expect(finding).toMatchObject({
      rule: 'FIELD_SAME_TYPE',
      path: 'acme/v1/order.proto',
      start: { line: 7, column: 3 },
      end: { line: 7, column: 9 },
      against: { path: 'acme/v1/order.proto', start: { line: 7, column: 3 }, end: { line: 7, column: 8 } },
      symbol: 'acme.v1.Order.total',
    })
    expect(finding.fingerprint).toMatch(/^wp1:[0-9a-f]{16}$/)
  })

  it('refuses a push of the break, as a check would say it', async () => {
    const refused = await wireproof('push')
    expect(refused.code).toBe(1)
    expect(refused.out).toBe((await wireproof('check')).out)
    expect(refused.err).toBe(`error: acme/orders breaks its label "main" (commit ${v1}): nothing was pushed\n`)
    expect((await wireproof('ls', name)).out.match(/[0-9a-f]{32}/g)).toEqual([v1, v1, v1])
  })

  it('reports a deleted file at its old place', async () => {
    const deleted = join(root, 'deleted')
    writeFiles(deleted, { 'buf.yaml': `version: v2\nname: ${name}\n`, 'acme/v1/money.proto': MONEY })
    const { code, out } = await wireproof('check', '../deleted', '--format', 'json')
    expect(code).toBe(1)
    const finding = JSON.parse(out).find((each: { rule: string }) => each.rule === 'FILE_NO_DELETE')
    expect(finding).toMatchObject({
      path: null,
      start: { line: null, column: null },
      end: { line: null, column: null },
      against: { path: 'acme/v1/order.proto', start: { line: 1 } },
    })
  })

  it('takes the fixed version', async () => {
    writeFiles(module, { 'acme/v1/order.proto': order('int64', '  string note = 4;\n') })
    expect(await wireproof('check')).toEqual({ code: 0, out: '', err: '' })
    const pushed = await wireproof('push')
    expect(pushed).toMatchObject({ code: 0, err: '' })
    v2 = pushed.out.trim().split(':').at(-1) as string
    expect(v2).not.toBe(v1)
  })

  it('pulls back the same bytes, the newest or those of a label', async () => {
    expect((await wireproof('pull', name, '--output', '../pulled')).out).toBe(`${name}:${v2}\n`)
    for (const path of ['LICENSE', 'README.md', 'acme/v1/money.proto', 'acme/v1/order.proto']) {
      expect(readFileSync(join(root, 'pulled', path))).toEqual(readFileSync(join(module, path)))
    }
    expect((await wireproof('pull', `${name}:v1`, '--output', '../pulled-v1')).out).toBe(`${name}:${v1}\n`)
    expect(readFileSync(join(root, 'pulled-v1/acme/v1/order.proto'), 'utf8')).toBe(order('int64'))
    const again = await wireproof('pull', `${name}:v1`, '--output', '../pulled')
    expect(again.code).toBe(2)
    expect(again.err).toContain('../pulled is not empty')
  })

  it('compares with a git ref and an archive, without the registry', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: module })
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-q', '-m', 'v2')
    git('archive', '-o', '../v2.tar.gz', 'HEAD')
    git('archive', '-o', '../v2.zip', 'HEAD')
    writeFiles(module, { 'acme/v1/order.proto': order('string', '  string note = 4;\n') })
    for (const against of ['.git#branch=main', '../v2.tar.gz', '../v2.zip', '../pulled', `${name}:${v2}`]) {
      const { code, out } = await wireproof('check', '--against', against)
      expect([against, code]).toEqual([against, 1])
      expect(out).toMatch(/^acme\/v1\/order\.proto:7:3: .* \(FIELD_SAME_TYPE\)\n(?: {4}.*\n)+$/)
    }
  })

  it('builds images, and compares with them', async () => {
    expect(await wireproof('build', `${name}:v1`, '-o', '../v1.binpb')).toEqual({ code: 0, out: '', err: '' })
    expect(await wireproof('build', `${name}:v1`, '-o', '../v1.binpb.gz')).toMatchObject({ code: 0 })
    for (const against of ['../v1.binpb', '../v1.binpb.gz']) {
      expect((await wireproof('check', '--against', against)).code).toBe(1)
    }
    const piped = await runWireproof(['check', '--against', '-'], {
      cwd: module,
      stdin: readFileSync(join(root, 'v1.binpb')),
    })
    expect(piped.code).toBe(1)
    expect((await wireproof('build', '-o', '../v1.json')).code).toBe(0)
    expect(JSON.parse(readFileSync(join(root, 'v1.json'), 'utf8')).file).toHaveLength(2)
  })

  it('holds the session API as its first module', async () => {
    const { code } = await wireproof('pull', `${registry.host}/wireproof/session`, '--output', '../session')
    expect(code).toBe(0)
    expect((await wireproof('check', '../session', '--against', `${registry.host}/wireproof/session`)).code).toBe(0)
  })

  it('logs out', async () => {
    expect((await wireproof('logout', registry.host)).code).toBe(0)
    expect((await wireproof('push')).code).toBe(4)
  })
})
