import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext, toContent } from '../../testing/test-context.ts'
import { RegistryError } from '../registry-error.ts'
import { checkPush } from '../workers/check-push.ts'
import { DEFAULT_BREAKING } from './policy/policy.ts'
import { setPolicy } from './policy/policy-levels.ts'
import { push } from './push.ts'
import { readFiles } from './read-files.ts'
import { verifyStore } from './verify-store.ts'

const money = (type = 'int64', more = '') => ({
  'base/v1/base.proto': `syntax = "proto3";\npackage base.v1;\nmessage Money { ${type} units = 1; ${more}}\n`,
})
const order = {
  'mid/v1/mid.proto':
    'syntax = "proto3";\npackage mid.v1;\nimport "base/v1/base.proto";\nmessage Order { base.v1.Money price = 1; }\n',
}
const signal = new AbortController().signal

async function errorOf(promise: Promise<unknown>): Promise<RegistryError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof RegistryError) return error
  throw new Error(`no RegistryError: ${String(error)}`)
}

describe('a push', () => {
  let context: TestContext
  beforeEach(async () => {
    context = await createTestContext()
    await makeModule(context, 'acme', 'base')
    await makeModule(context, 'acme', 'mid')
  })
  const push1 = (files: Record<string, string | Uint8Array>, labels?: string[]) =>
    pushModule(context, context.pusher, { module: 'base', files, labels: labels ?? [] })
  const headOf = async (label = 'main', module = 'base') => {
    const found = await context.store.findModuleByName('acme', module)
    return (await context.store.findLabelByName(found?.id ?? '', label))?.commitId
  }

  test('keeps exactly the bytes, and of the files those that belong to a module', async () => {
    const bytes = Buffer.from('\ufeffsyntax = "proto3";\r\npackage base.v1;\r\nmessage A {}')
    const files = { 'a.proto': bytes, 'buf.yaml': 'version: v2\n', 'README.md': 'hello', 'docs/README.md': 'no' }
    const commit = await push1(files)
    const stored = await readFiles(context, commit)
    expect([...stored.keys()]).toEqual(['README.md', 'a.proto'])
    expect(Buffer.from(stored.get('a.proto') ?? [])).toEqual(bytes)
    expect(await headOf()).toBe(commit.id)
  })

  test('of the same content is the same commit, also after other content and on another label', async () => {
    const first = await push1(money())
    const second = await push1(money('int64', 'string note = 2; '))
    expect(second.id).not.toBe(first.id)
    expect((await push1(money(), ['other'])).id).toBe(first.id)
    expect(await headOf()).toBe(second.id)
    expect((await push1(money('int64', 'string note = 2; '))).id).toBe(second.id)
    expect(await context.store.listCommitIds('', 10)).toHaveLength(2)
  })

  test('that breaks the head of a label is refused with findings, and leaves nothing behind', async () => {
    const first = await push1(money())
    const blobs = context.blobs.blobs.size
    const error = await errorOf(push1(money('string')))
    expect(error.code).toBe('failed_precondition')
    expect(error.message).toMatch(/^acme\/base: 1 breaking change against label "main" \(commit [0-9a-f]{32}\)\n/)
    expect(error.message).toMatch(/\nbase\/v1\/base\.proto:3:17: .*\(FIELD_SAME_TYPE\)\n/)
    expect(error.details).toMatchObject([
      {
        desc: { typeName: 'wireproof.registry.v1.BreakingChange' },
        value: { module: 'acme/base', label: 'main', againstCommitId: first.id, total: 1 },
      },
    ])
    expect(await headOf()).toBe(first.id)
    expect(context.blobs.blobs.size).toBe(blobs)
    expect(await context.store.listCommitIds('', 10)).toEqual([first.id])
  })

  test('is all or nothing over labels and modules', async () => {
    await push1(money())
    await push1(money('string'), ['next'])
    expect((await errorOf(push1(money('string'), ['next', 'main']))).code).toBe('failed_precondition')
    const contents = [toContent({ module: 'base', files: money('string') }), toContent({ module: 'mid', files: order })]
    expect((await errorOf(push(context, context.pusher, { contents, dependencyIds: [] }, signal))).message).toContain(
      'acme/base',
    )
    expect(await headOf('main', 'mid')).toBeUndefined()
  })

  test('is held to the policy of the registry, not to the default', async () => {
    await push1(money())
    const breaking = { ...DEFAULT_BREAKING, block: ['WIRE'] }
    const policy = { breaking, lint: undefined, uniqueTypes: false, uniquePaths: false }
    const module = { level: 'module', module: { owner: 'acme', module: 'base' } } as const
    const renamed = { 'base/v1/base.proto': money()['base/v1/base.proto'].replace('units', 'amount') }
    expect((await errorOf(push1(renamed))).code).toBe('failed_precondition')
    await setPolicy(context, context.admin, module, policy)
    await push1(renamed)
    expect((await errorOf(setPolicy(context, context.pusher, module, policy))).code).toBe('permission_denied')
  })

  test('that does not compile is refused with places, however many there are', async () => {
    const fields = Array.from({ length: 120 }, (_, n) => `  Missing${n} f${n} = ${n + 1};\n`).join('')
    const error = await errorOf(push1({ 'a.proto': `syntax = "proto3";\nmessage A {\n${fields}}\n` }))
    expect(error.code).toBe('invalid_argument')
    expect(error.message).toContain('acme/base does not compile: 120 errors\na.proto:3:3: ')
    expect(error.message.split('\n').length).toBeLessThan(60)
    expect(error.message).toMatch(/\.\.\. and 71 more\n/)
    expect(error.details).toMatchObject([{ value: { total: 120 } }])
  })

  test('of a module with a dependency pins it; the newer head of the dependency does not matter', async () => {
    const base = await push1(money())
    await push1(money('int64', 'string note = 2; '))
    const mid = await pushModule(context, context.pusher, { module: 'mid', files: order }, [base.id])
    expect((await context.store.listDependencies(mid.id)).map(({ id }) => id)).toEqual([base.id])
    expect(Buffer.from(mid.v1BufLock ?? []).toString()).toContain(base.id)
    expect(await verifyStore(context)).toMatchObject({ commits: 3, problems: [] })
  })

  test('with a missing, unknown or doubled dependency', async () => {
    const base = await push1(money())
    const newer = await push1(money('int64', 'string note = 2; '))
    const mid = (...ids: string[]) => pushModule(context, context.pusher, { module: 'mid', files: order }, ids)
    expect(await errorOf(mid())).toMatchObject({ code: 'invalid_argument' })
    expect((await errorOf(mid('f'.repeat(32)))).message).toContain('f'.repeat(32))
    expect(await errorOf(mid(base.id, newer.id))).toMatchObject({ code: 'invalid_argument' })
    await expect(mid(base.id, base.id)).resolves.toBeDefined()
  })

  test.each<[string, Record<string, string | Uint8Array>, string]>([
    ['a path out of the module', { '../a.proto': '' }, '..'],
    ['an absolute path', { '/etc/a.proto': '' }, 'absolute'],
    ['a backslash', { 'a\\b.proto': '' }, 'backslash'],
    ['a control character', { 'a\n.proto': '' }, 'control'],
    ['an empty path', { '': '' }, 'empty'],
    ['a path that is not in its short form', { 'a//b.proto': '' }, 'short form'],
    ['a path that is too long', { [`${'a/'.repeat(2000)}b.proto`]: '' }, 'bytes'],
    ['a file that is a folder', { 'a.proto': '', 'a.proto/b.proto': '' }, 'folder'],
    ['no schema at all', { 'README.md': '' }, 'no .proto'],
    ['a file that is too large', { 'a.proto': Buffer.alloc(17 * 1024 * 1024, 0x20) }, 'most'],
    ['text that is not UTF-8', { 'a.proto': Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0x0a]) }, 'UTF-8'],
    ['the name of a prototype', { __proto__: '', constructor: '' }, 'no .proto'],
  ])('with %s is refused', async (_, files, reason) => {
    const error = await errorOf(push1(files))
    expect(error.code).toBe('invalid_argument')
    expect(error.message).toContain(reason)
  })

  test('with a path twice, a module twice, nothing, or a bad label', async () => {
    const twice = toContent({ module: 'base', files: money() })
    const doubled = { ...twice, files: [...twice.files, ...twice.files] }
    const request = (contents: (typeof twice)[]) =>
      errorOf(push(context, context.pusher, { contents, dependencyIds: [] }, signal))
    expect((await request([doubled])).message).toContain('there twice')
    expect((await request([twice, twice])).message).toContain('there twice')
    expect((await request([])).code).toBe('invalid_argument')
    expect((await errorOf(push1(money(), ['a b']))).code).toBe('invalid_argument')
    expect((await errorOf(push1(money(), ['f'.repeat(32)]))).code).toBe('invalid_argument')
  })

  test('needs the scope push', async () => {
    const attempt = (caller: Parameters<typeof pushModule>[1]) =>
      errorOf(pushModule(context, caller, { module: 'base', files: money() }))
    expect((await attempt(undefined)).code).toBe('unauthenticated')
    expect((await attempt(context.reader)).code).toBe('permission_denied')
    expect((await errorOf(pushModule(context, context.pusher, { module: 'none', files: money() }))).code).toBe(
      'not_found',
    )
  })

  test('that another one overtakes is checked anew, against the new head', async () => {
    await push1(money())
    let overtaken = false
    const slow = {
      ...context,
      checker: {
        check: async (job: Parameters<typeof checkPush>[0]) => {
          const verdict = checkPush(job)
          if (!overtaken) {
            overtaken = true
            await push1(money('int64', 'string note = 2; '))
          }
          return verdict
        },
      },
    }
    // Fine against the first head; but the new head has a field that it would take away.
    const error = await errorOf(
      pushModule(slow, context.pusher, { module: 'base', files: money('int64', 'string other = 3; ') }),
    )
    expect(error.message).toContain('FIELD_NO_DELETE')
  })

  test('that is always overtaken gives up', async () => {
    await push1(money())
    let fields = ''
    const unlucky = {
      ...context,
      checker: {
        check: async (job: Parameters<typeof checkPush>[0]) => {
          // Whoever overtakes only ever adds what this push has too: it never breaks anything, it is just late.
          fields += `string f${fields.length} = ${fields.length + 10}; `
          const verdict = checkPush(job)
          await push1(money('int64', fields))
          return verdict
        },
      },
    }
    const everything = Array.from({ length: 400 }, (_, n) => `string f${n} = ${n + 10}; `).join('')
    const error = await errorOf(
      pushModule(unlucky, context.pusher, { module: 'base', files: money('int64', everything) }),
    )
    expect(error.code).toBe('aborted')
  })

  test('two at once to one label: one is the head, and history holds both or one', async () => {
    await push1(money())
    const results = await Promise.allSettled([
      push1(money('int64', 'string a = 2; ')),
      push1(money('int64', 'string b = 3; ')),
    ])
    const done = results.filter((result) => result.status === 'fulfilled')
    expect(done).toHaveLength(1)
    expect(done[0]?.value.id).toBe(await headOf())
    expect((await verifyStore(context)).problems).toEqual([])
  })

  test('on a full disk says so and leaves no commit; later it works', async () => {
    const full = {
      ...context,
      blobs: {
        ...context.blobs,
        putAll: async () => {
          throw new RegistryError('resource_exhausted', 'the registry has no space left on its disk')
        },
      },
    }
    const error = await errorOf(pushModule(full, context.pusher, { module: 'base', files: money() }))
    expect(error.code).toBe('resource_exhausted')
    expect(await headOf()).toBeUndefined()
    await push1(money())
    expect(await headOf()).toBeDefined()
  })

  test('of a caller who went away while it was checked stores nothing', async () => {
    const gone = new AbortController()
    const leaving = {
      ...context,
      checker: {
        check: async (job: Parameters<typeof checkPush>[0]) => {
          gone.abort()
          return checkPush(job)
        },
      },
    }
    const request = { contents: [toContent({ module: 'base', files: money() })], dependencyIds: [] }
    await expect(push(leaving, context.pusher, request, gone.signal)).rejects.toThrow()
    expect(await headOf()).toBeUndefined()
  })

  test('to a module that is deleted meanwhile', async () => {
    const deleting = {
      ...context,
      checker: {
        check: async (job: Parameters<typeof checkPush>[0]) => {
          const module = await context.store.findModuleByName('acme', 'base')
          if (module !== undefined) await context.store.deleteModules([module.id])
          return checkPush(job)
        },
      },
    }
    const error = await errorOf(pushModule(deleting, context.pusher, { module: 'base', files: money() }))
    expect(error).toMatchObject({ code: 'not_found' })
  })

  test('modules that depend on each other in a circle', async () => {
    const contents = [
      toContent({ module: 'base', files: { 'a.proto': 'syntax = "proto3";\nimport "b.proto";\n' } }),
      toContent({ module: 'mid', files: { 'b.proto': 'syntax = "proto3";\nimport "a.proto";\n' } }),
    ]
    const error = await errorOf(push(context, context.pusher, { contents, dependencyIds: [] }, signal))
    expect(error.message).toMatch(/acme\/base -> acme\/mid -> acme\/base|acme\/mid -> acme\/base -> acme\/mid/)
  })
})
