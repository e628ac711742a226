import { Code, ConnectError } from '@connectrpc/connect'
import { type moduleV1, registryV1 } from '@wireproof/registry-api'
import { describe, expect, it } from 'vitest'
import { type FakeAnswers, serveFakeRegistry } from '../../testing/fake-registry.ts'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const ID = '0123456789abcdef0123456789abcdef'
const found = () => ({ modules: [{ id: ID }] })
const fail = (code: Code) => () => {
  throw new ConnectError('not so', code)
}

async function push(
  answers: FakeAnswers,
  args: readonly string[] = [],
  yaml = (host: string) => `name: ${host}/acme/base\n`,
) {
  const { host, calls } = await serveFakeRegistry({ Upload: () => ({ commits: [{ id: ID }] }), ...answers })
  const cwd = createTemporaryFolder({ 'buf.yaml': `version: v2\n${yaml(host)}`, 'a.proto': 'syntax = "proto3";' })
  const result = await runCommand(['push', ...args], { cwd, env: { HOME: cwd, WIREPROOF_TOKEN: 'wp_x' } })
  return { host, calls, ...result }
}

const methodsOf = ({ calls }: { calls: readonly { method: string }[] }) => calls.map(({ method }) => method)

describe('wireproof push', () => {
  it('sends the files and labels of the module', async () => {
    const { host, calls, ...result } = await push({ GetModules: found }, ['--label', 'v1', '--label', 'main'])
    expect(result).toEqual({ code: 0, out: `${host}/acme/base:${ID}\n`, err: '' })
    expect(calls.every(({ token }) => token === 'Bearer wp_x')).toBe(true)
    const upload = calls.at(-1)?.request as moduleV1.UploadRequest | undefined
    const content = upload?.contents[0]
    expect(content?.files.map(({ path }) => path)).toEqual(['a.proto'])
    expect(content?.scopedLabelRefs.map(({ value }) => value.value)).toEqual(['v1', 'main'])
  })

  it('makes the owner and the module with --create, and only then', async () => {
    const without = await push({ GetModules: fail(Code.NotFound) })
    expect(without.code).toBe(4)
    expect(without.err).toContain('push with --create to make it')
    let isOwnerThere = false
    const answers: FakeAnswers = {
      GetModules: fail(Code.NotFound),
      CreateModules: () => (isOwnerThere ? found() : fail(Code.NotFound)()),
      CreateOrganizations: () => {
        isOwnerThere = true
        return {}
      },
    }
    const made = await push(answers, ['--create'])
    expect(made.code).toBe(0)
    expect(methodsOf(made)).toEqual(['GetModules', 'CreateModules', 'CreateOrganizations', 'CreateModules', 'Upload'])
  })

  it('does not mind that somebody else makes the module at the same time', async () => {
    const raced = await push({ GetModules: fail(Code.NotFound), CreateModules: fail(Code.AlreadyExists) }, ['--create'])
    expect(raced.code).toBe(0)
  })

  it('says that the token may not make the owner', async () => {
    const answers = {
      GetModules: fail(Code.NotFound),
      CreateModules: fail(Code.NotFound),
      CreateOrganizations: fail(Code.PermissionDenied),
    }
    const { code, err } = await push(answers, ['--create'])
    expect(code).toBe(4)
    expect(err).toContain('does not allow this: not so; use a token that has the right')
  })

  it('shows why it is refused as a check does, and how much more there is', async () => {
    const place = { path: 'a.proto', start: { line: 1, column: 2 }, end: { line: 1, column: 3 } }
    const proof = { format: 1, direction: 1, payload: '0802', meant: '2', got: 'true' }
    const finding = { rule: 'FIELD_SAME_TYPE', message: 'changed', at: place, against: place, proofs: [proof] }
    const Upload = () => {
      const value = { module: 'acme/base', label: 'main', againstCommitId: ID, findings: [finding], total: 3 }
      throw new ConnectError('breaks', Code.FailedPrecondition, undefined, [
        { desc: registryV1.BreakingChangeSchema, value },
      ])
    }
    const { code, out, err } = await push({ GetModules: found, Upload })
    expect([code, out]).toEqual([
      1,
      'a.proto:1:2: changed (FIELD_SAME_TYPE)\n    binary 08 02: meant 2, got true (new readers of old data)\n',
    ])
    expect(err).toBe(
      `error: acme/base breaks its label "main" (commit ${ID}): nothing was pushed; 2 more breaking changes not shown\n`,
    )
  })

  it('tells who uses what it breaks, and whose names it takes', async () => {
    const at = { path: 'use.proto', start: { line: 4, column: 2 } }
    const uses = [{ at, symbol: 'b.Price', breaks: 'a.Money' }]
    const change = { module: 'acme/base', dependants: [{ module: 'acme/user', uses, useTotal: 3 }], dependantTotal: 2 }
    const refusing = await push({
      GetModules: found,
      Upload: () => {
        throw new ConnectError('breaks', Code.FailedPrecondition, undefined, [
          { desc: registryV1.BreakingChangeSchema, value: change },
        ])
      },
    })
    expect(refusing.err).toContain(
      'note: acme/user uses this: use.proto:4:2 (b.Price, which leads to a.Money) and 2 more\nnote: and 1 more module\n',
    )
    const value = { module: 'acme/base', name: 'a.B', path: 'a.proto', takenBy: 'acme/other', takenPath: 'o.proto' }
    const taking = await push({
      GetModules: found,
      Upload: () => {
        throw new ConnectError('taken', Code.FailedPrecondition, undefined, [
          { desc: registryV1.NameTakenSchema, value },
        ])
      },
    })
    expect([taking.code, taking.err]).toEqual([
      1,
      'error: a.proto: a.B is declared by acme/other, too (o.proto): nothing was pushed\n',
    ])
  })

  it('exits 3 for what does not compile there', async () => {
    const at = { path: 'a.proto', start: { line: 1, column: 2 } }
    const Upload = () => {
      const value = { module: 'acme/base', diagnostics: [{ code: 'x', severity: 1, at, message: 'wrong' }], total: 1 }
      throw new ConnectError('wrong', Code.InvalidArgument, undefined, [
        { desc: registryV1.CompileFailureSchema, value },
      ])
    }
    const { code, out, err } = await push({ GetModules: found, Upload })
    expect([code, out]).toEqual([3, ''])
    expect(err).toBe('a.proto:1:2: wrong\nerror: acme/base does not compile: nothing was pushed\n')
  })

  it('refuses what cannot be pushed before it asks anybody', async () => {
    const nameless = await push({}, [], () => '')
    expect(nameless).toMatchObject({ code: 2, calls: [] })
    expect(nameless.err).toContain('has no module with a name')
    const unlocked = await push({}, [], (host) => `name: ${host}/acme/base\ndeps: [${host}/acme/other]\n`)
    expect(unlocked).toMatchObject({ code: 2, calls: [] })
    expect(unlocked.err).toContain('which buf.lock does not pin; run `buf dep update`')
    expect(await push({}, ['--label', 'a b'])).toMatchObject({ code: 2, calls: [] })
    expect((await runCommand(['push', 'x.binpb'])).err).toContain('cannot be pushed')
  })
})
