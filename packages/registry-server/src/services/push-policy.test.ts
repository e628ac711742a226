import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext, toContent } from '../../testing/test-context.ts'
import { RegistryError } from '../registry-error.ts'
import type { Store } from '../storage/store.ts'
import { listDecisions } from './decisions/list-decisions.ts'
import { parseFindings } from './decisions/new-decision.ts'
import { listAffectedDependants } from './dependants/list-affected-dependants.ts'
import { indexHeads } from './indexes/index-heads.ts'
import { indexLabels } from './indexes/index-labels.ts'
import { moveLabels } from './move-labels.ts'
import { DEFAULT_BREAKING, type Policy } from './policy/policy.ts'
import { type PolicyLevelRef, setPolicy } from './policy/policy-levels.ts'
import { push } from './push.ts'
import { warningText } from './push-warnings.ts'

const signal = new AbortController().signal
const proto = (name: string, body: string, ...imports: string[]) => ({
  [`${name}/v1/${name}.proto`]: `syntax = "proto3";\npackage ${name}.v1;\n${imports
    .map((used) => `import "${used}/v1/${used}.proto";\n`)
    .join('')}${body}\n`,
})
const BASE = 'message Money { int64 units = 1; string note = 2; }\nmessage Price { Money net = 1; }\nmessage Place {}'
const WITHOUT_NOTE = BASE.replace(' string note = 2;', '')

async function errorOf(promise: Promise<unknown>): Promise<RegistryError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof RegistryError) return error
  throw new Error(`no RegistryError: ${String(error)}`)
}

let context: TestContext
beforeEach(async () => {
  context = await createTestContext()
})
const pushTo = (module: string, files: Record<string, string>, dependencyIds: string[] = [], labels: string[] = []) =>
  pushModule(context, context.pusher, { module, files, labels }, dependencyIds)
const setLevel = (level: PolicyLevelRef, policy: Partial<Policy>) =>
  setPolicy(context, context.admin, level, {
    breaking: undefined,
    lint: undefined,
    uniqueTypes: false,
    uniquePaths: false,
    ...policy,
  })
const REGISTRY = { level: 'registry' } as const
const OWNER = { level: 'owner', owner: { name: 'acme' } } as const
const moduleLevel = (module: string) => ({ level: 'module', module: { owner: 'acme', module } }) as const
const decisions = async (module = 'base') => {
  const filter = { module: { owner: 'acme', module }, commitId: undefined }
  const page = { pageSize: 0, pageToken: '', descending: true }
  return (await listDecisions(context, context.reader, filter, page)).items
}
const headOf = async (module: string, label = 'main') => {
  const found = await context.store.findModuleByName('acme', module)
  return (await context.store.findLabelByName(found?.id ?? '', label))?.commitId
}

describe('dependants of what breaks', () => {
  beforeEach(async () => {
    for (const name of ['base', 'direct', 'through', 'top', 'other', 'bystander'])
      await makeModule(context, 'acme', name)
    const base = await pushTo('base', proto('base', BASE))
    await pushTo('direct', proto('direct', 'message D {\n  base.v1.Money m = 1;\n}', 'base'), [base.id])
    const through = await pushTo('through', proto('through', 'message T { repeated base.v1.Price p = 1; }', 'base'), [
      base.id,
    ])
    await pushTo('top', proto('top', 'service S { rpc Get(through.v1.T) returns (through.v1.T); }', 'through'), [
      through.id,
    ])
    await pushTo('other', proto('other', 'message O { base.v1.Place p = 1; }', 'base'), [base.id])
    await pushTo('bystander', proto('bystander', 'message B {}'))
  })

  test('a push that deletes a field names those who use its message, and no others, with where', async () => {
    const error = await errorOf(pushTo('base', proto('base', WITHOUT_NOTE)))
    expect(error.code).toBe('failed_precondition')
    expect(error.message).toContain('Used by 3 modules that depend on acme/base:')
    expect(error.message).toContain('\n    acme/direct: direct/v1/direct.proto:5:3 (base.v1.Money)\n')
    expect(error.message).toContain(
      '\n    acme/through: through/v1/through.proto:4:22 (base.v1.Price, which leads to base.v1.Money)\n',
    )
    expect(error.message).toContain(
      '\n    acme/top: top/v1/top.proto:4:21 (through.v1.T, which leads to base.v1.Money)\n',
    )
    expect(error.message).not.toMatch(/acme\/other|acme\/bystander/)
    expect(error.details).toMatchObject([
      { value: { dependantTotal: 3, dependants: [{ module: 'acme/direct' }, {}, {}] } },
    ])
  })

  test('what is pushed along is not named: it has a new version', async () => {
    const contents = [
      toContent({ module: 'base', files: proto('base', WITHOUT_NOTE) }),
      toContent({
        module: 'direct',
        files: proto('direct', 'message D { base.v1.Money m = 1; string s = 2; }', 'base'),
      }),
    ]
    const error = await errorOf(push(context, context.pusher, { contents, dependencyIds: [] }, signal))
    expect(error.message).toContain('Used by 2 modules')
    expect(error.message).not.toContain('acme/direct:')
  })

  test('whoever no longer uses it is no longer named', async () => {
    const base = (await headOf('base')) ?? ''
    await setLevel(moduleLevel('direct'), { breaking: { ...DEFAULT_BREAKING, block: [], off: ['FILE'] } })
    await pushTo('direct', proto('direct', 'message D { base.v1.Place p = 1; }', 'base'), [base])
    expect((await errorOf(pushTo('base', proto('base', WITHOUT_NOTE)))).message).toContain('Used by 2 modules')
  })

  test('an answer names only what the caller may see', async () => {
    const list = async (...symbols: string[]) => {
      const module = { owner: 'acme', module: 'base' }
      const found = await listAffectedDependants(context, context.reader, module, symbols)
      return found.map(({ module: { name }, uses }) => [name, uses[0]?.symbol])
    }
    expect(await list('base.v1.Place')).toEqual([['other', 'base.v1.Place']])
    expect(await list('base.v1.Money.units')).toHaveLength(3)
    expect(await list('base/v1/base.proto')).toHaveLength(3)
    expect(await list('base.v1')).toHaveLength(3)
    expect(await list('base.v1.Nothing', 'nowhere')).toEqual([])
    const base = await context.store.findModuleByName('acme', 'base')
    await context.store.updateModules([{ id: base?.id ?? '', visibility: 'public' }], 1)
    const direct = await context.store.findModuleByName('acme', 'direct')
    await context.store.updateModules([{ id: direct?.id ?? '', visibility: 'public' }], 1)
    const open = await listAffectedDependants(context, undefined, { owner: 'acme', module: 'base' }, ['base.v1.Money'])
    expect(open.map(({ module: { name } }) => name)).toEqual(['direct'])
  })

  test('enums by their values, and options by the extension and the fields that they set', async () => {
    await makeModule(context, 'acme', 'opt')
    await makeModule(context, 'acme', 'uses')
    const opt = `import "google/protobuf/descriptor.proto";
message Rule { string a = 1; string b = 2; }
enum Level { LOW = 0; HIGH = 1; }
extend google.protobuf.FieldOptions { Rule rule = 50000; }`
    const id = (await pushTo('opt', proto('opt', opt))).id
    const body = 'message U { opt.v1.Level l = 1 [(opt.v1.rule).a = "x"]; }'
    await pushTo('uses', proto('uses', body, 'opt'), [id])
    const list = async (symbol: string) => {
      const found = await listAffectedDependants(context, context.reader, { owner: 'acme', module: 'opt' }, [symbol])
      return found.flatMap(({ uses }) => uses.map((use) => use.symbol))
    }
    expect(await list('opt.v1.HIGH')).toEqual(['opt.v1.Level'])
    expect(await list('opt.v1.rule')).toEqual(['opt.v1.rule'])
    expect(await list('opt.v1.Rule.a')).toEqual(['opt.v1.Rule.a'])
    expect(await list('opt.v1.Rule.b')).toEqual([])
  })

  test('a change of the default label brings another head into the index', async () => {
    const found = await context.store.findModuleByName('acme', 'direct')
    await pushTo('direct', proto('direct', 'message D {}'), [], ['next'])
    await context.store.updateModules([{ id: found?.id ?? '', defaultLabelName: 'next' }], 1)
    expect(await indexHeads(context, {}, signal)).toBe(1)
    expect((await errorOf(pushTo('base', proto('base', WITHOUT_NOTE)))).message).toContain('Used by 2 modules')
  })
})

describe('names that are to be unique', () => {
  beforeEach(async () => {
    for (const name of ['one', 'two']) await makeModule(context, 'acme', name)
    await pushTo('one', proto('one', 'message A {}'))
  })
  const same = { 'one/v1/more.proto': 'syntax = "proto3";\npackage one.v1;\nmessage A {}\n' }

  test('are refused with the name of the other module, and recorded; another label takes them', async () => {
    await setLevel(OWNER, { uniqueTypes: true })
    const error = await errorOf(pushTo('two', same))
    expect(error.code).toBe('failed_precondition')
    expect(error.message).toContain(
      'one/v1/more.proto:1:1: message one.v1.A is declared by acme/one, too (one/v1/one.proto)',
    )
    expect(error.details).toMatchObject([{ value: { module: 'acme/two', takenBy: 'acme/one' } }])
    expect(await decisions('two')).toMatchObject([{ outcome: 'refused', labelName: 'main', findingCount: 0 }])
    await pushTo('two', same, [], ['draft'])
    const move = {
      label: { owner: 'acme', module: 'two', label: 'main' },
      commitId: (await headOf('two', 'draft')) ?? '',
    }
    // The index learns of a new default label later than it is made; the next push is held to it.
    await moveLabels(context, context.pusher, [move], signal)
    const more = { ...same, 'b.proto': 'syntax = "proto3";\n' }
    expect((await errorOf(pushTo('two', more))).message).toContain('one.v1.A')
  })

  test('are refused without the name of a module that the caller may not see', async () => {
    await setLevel(OWNER, { uniqueTypes: true })
    const scopes = [{ permission: 'push', resource: 'acme/two' }] as const
    const narrow = { ...context.pusher, scopes }
    const error = await errorOf(pushModule(context, narrow, { module: 'two', files: same }))
    expect(error.message).toContain('message one.v1.A is declared by another module of acme, too\n')
    expect(error.message).not.toContain('acme/one')
    expect(error.details).toMatchObject([{ value: { takenBy: 'another module of acme', takenPath: '' } }])
  })

  test('paths, and of two pushes at once one', async () => {
    await setLevel(REGISTRY, { uniquePaths: true })
    const error = await errorOf(pushTo('two', { 'one/v1/one.proto': 'syntax = "proto3";\n' }))
    expect(error.message).toContain('file one/v1/one.proto is declared by acme/one, too')
    await pushTo('two', same)
    for (const name of ['three', 'four']) await makeModule(context, 'acme', name)
    const race = await Promise.allSettled(
      ['three', 'four'].map((name) => pushTo(name, { 'x.proto': 'syntax = "proto3";\n' })),
    )
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('warnings and decisions', () => {
  test('what only warns is accepted, told and recorded; a refusal is recorded, too', async () => {
    await makeModule(context, 'acme', 'base')
    const first = await pushTo('base', proto('base', BASE))
    await setLevel(moduleLevel('base'), {
      breaking: { ...DEFAULT_BREAKING, block: ['FIELD_SAME_TYPE'], warn: ['FILE'] },
    })
    const request = { contents: [toContent({ module: 'base', files: proto('base', WITHOUT_NOTE) })], dependencyIds: [] }
    const { commits, verdicts } = await push(context, context.pusher, request, signal)
    expect(warningText(verdicts)).toMatch(
      /^acme\/base: accepted for label "main", with 1 to think about\nbase\/v1\/base\.proto:3:1: .*\(FIELD_NO_DELETE\)/,
    )
    const error = await errorOf(pushTo('base', proto('base', WITHOUT_NOTE.replace('int64', 'string'))))
    expect(error.message).toMatch(
      /\n {4}proof: (bytes|JSON) .+: the (old|new) writer means .+, the (old|new) reader gets /,
    )
    const found = await decisions()
    expect(found.map(({ outcome, commitId }) => [outcome, commitId])).toEqual([
      ['refused', undefined],
      ['accepted', commits[0]?.id],
      ['accepted', first.id],
    ])
    expect(found.map(({ findings }) => parseFindings(findings).map(({ rule, action }) => [rule, action]))).toEqual([
      [['FIELD_SAME_TYPE', 'block']],
      [['FIELD_NO_DELETE', 'warn']],
      [],
    ])
    expect(found[1]).toMatchObject({ againstCommitId: first.id, userName: 'admin', engineVersion: '0.0.0-test' })
    expect(found[1]?.policyDigest).not.toBe(found[2]?.policyDigest)
    expect(parseFindings(found[1]?.findings ?? '')[0]).toMatchObject({
      symbol: 'base.v1.Money.note',
      path: 'base/v1/base.proto',
      line: 3,
      fingerprint: expect.stringMatching(/^wp1:/),
    })
  })

  test('who may ask', async () => {
    const page = { pageSize: 0, pageToken: '', descending: true }
    const all = { module: undefined, commitId: undefined }
    expect((await errorOf(listDecisions(context, context.reader, all, page))).code).toBe('permission_denied')
    await makeModule(context, 'acme', 'base')
    const one = { module: { owner: 'acme', module: 'base' }, commitId: undefined }
    expect((await errorOf(listDecisions(context, undefined, one, page))).code).toBe('unauthenticated')
    expect((await listDecisions(context, context.admin, all, page)).items).toEqual([])
  })
})

describe('style', () => {
  const lint = {
    block: ['STANDARD'],
    warn: ['ENUM_PASCAL_CASE'],
    off: ['PACKAGE_DIRECTORY_MATCH'],
    ignore: [],
    ignoreOnly: {},
    enumZeroValueSuffix: '_NONE',
    serviceSuffix: '',
    rpcAllowSameRequestResponse: false,
    rpcAllowGoogleProtobufEmptyRequests: false,
    rpcAllowGoogleProtobufEmptyResponses: false,
    disallowCommentIgnores: false,
  }
  const bad = proto('base', 'message bad_name { int32 a = 1; }')
  const worse = proto('base', 'message bad_name { int32 a = 1; int32 BadField = 2; }')

  test('only what is new is held against a push, and nobody is said to use it', async () => {
    await makeModule(context, 'acme', 'base')
    await makeModule(context, 'acme', 'user')
    const first = await pushTo('base', bad)
    await pushTo('user', proto('user', 'message User { base.v1.bad_name m = 1; }', 'base'), [first.id])
    await setLevel(REGISTRY, { lint })
    const error = await errorOf(pushTo('base', worse))
    expect(error.code).toBe('failed_precondition')
    expect(error.message).toMatch(/^acme\/base: 1 finding against label "main" \(commit [0-9a-f]{32}\)\n/)
    expect(error.message).toMatch(/\nbase\/v1\/base\.proto:3:39: .*\(FIELD_LOWER_SNAKE_CASE\)\nNothing was stored/)
    expect(parseFindings((await decisions())[0]?.findings ?? '').map(({ rule }) => rule)).toEqual([
      'FIELD_LOWER_SNAKE_CASE',
    ])
    await pushTo('base', proto('base', 'message bad_name { int32 a = 1; int32 b = 2; }'))
    expect((await errorOf(pushTo('base', worse, [], ['fresh']))).message).toContain(
      'acme/base: 1 finding for the new label "fresh"\n',
    )
    await pushTo('base', bad, [], ['fresh'])
  })

  test('of a module without a version all of it counts; settings and warnings are those of the level', async () => {
    await makeModule(context, 'acme', 'base')
    await setLevel(moduleLevel('base'), { lint })
    const error = await errorOf(
      pushTo('base', proto('base', 'message bad_name {}\nenum Kind { KIND_UNSPECIFIED = 0; }')),
    )
    expect(error.message).toContain('(MESSAGE_PASCAL_CASE)')
    expect(error.message).toContain('(ENUM_ZERO_VALUE_SUFFIX)')
    const content = toContent({ module: 'base', files: proto('base', 'enum kind { KIND_NONE = 0; }') })
    const { verdicts } = await push(context, context.pusher, { contents: [content], dependencyIds: [] }, signal)
    expect(warningText(verdicts)).toContain('(ENUM_PASCAL_CASE)')
  })

  test('what cannot be kept cannot be set', async () => {
    await makeModule(context, 'acme', 'base')
    const set = (some: Partial<typeof lint>) => errorOf(setLevel(moduleLevel('base'), { lint: { ...lint, ...some } }))
    expect((await set({ block: ['NOPE'] })).message).toContain('lint: block: "NOPE"')
    expect((await set({ block: ['FILE_NO_DELETE'] })).message).toContain('lint: block: "FILE_NO_DELETE"')
    expect((await set({ block: ['PROTOVALIDATE'] })).message).toContain('PROTOVALIDATE')
    expect((await set({ block: [], warn: [], off: [] })).message).toContain('lint: no rule is named')
  })
})

describe('numbers and names that a label gave up', () => {
  const v = (fields: string) => proto('base', `message M { ${fields} }`)
  const v1 = v('int32 id = 1; string email = 3;')
  const v2 = v('int32 id = 1; reserved 3, 4;')
  const v3 = v('int32 id = 1; bool flag = 3;')
  beforeEach(async () => {
    await makeModule(context, 'acme', 'base')
    const off = ['RESERVED_ENUM_NO_DELETE', 'RESERVED_MESSAGE_NO_DELETE', 'FIELD_NO_DELETE_UNLESS_NAME_RESERVED']
    await setLevel(moduleLevel('base'), { breaking: { ...DEFAULT_BREAKING, block: ['WIRE_JSON'], off } })
  })

  test('deleted in the second version and reused in the third: refused with the proof from the first', async () => {
    const first = await pushTo('base', v1)
    await pushTo('base', v2)
    const error = await errorOf(pushTo('base', v3))
    expect(error.message).toContain(
      `Field 3 "flag" (bool) of base.v1.M takes a number that was given up: in commit ${first.id}`,
    )
    expect(error.message).toMatch(
      /\(NUMBER_REUSED\)\n {4}proof: bytes .*: the (old|new) writer means .*, the (old|new) reader gets /,
    )
    expect((await decisions())[0]).toMatchObject({ outcome: 'refused', findingCount: 1 })
    await pushTo('base', v('int32 id = 1; reserved 3, 4; bool flag = 5;'))
    await pushTo('base', v('int32 id = 1; reserved 4; string email = 3; bool flag = 5;'))
  })

  test('each label has a history of its own; moving a label back is a version, too', async () => {
    const first = await pushTo('base', v1)
    await pushTo('base', v2)
    await pushTo('base', v2, [], ['other'])
    await pushTo('base', v3, [], ['other'])
    expect((await errorOf(pushTo('base', v3))).message).toContain('NUMBER_REUSED')
    await setLevel(moduleLevel('base'), { breaking: { ...DEFAULT_BREAKING, block: ['NUMBER_REUSED'] } })
    const move = (commitId: string) =>
      moveLabels(
        context,
        context.pusher,
        [{ label: { owner: 'acme', module: 'base', label: 'main' }, commitId }],
        signal,
      )
    await move(first.id)
    expect(await headOf('base')).toBe(first.id)
    await pushTo('base', v2)
    expect((await errorOf(move((await headOf('base', 'other')) ?? ''))).message).toContain('NUMBER_REUSED')
  })

  test('are known of versions that were pushed before there was an index, however far it has come', async () => {
    const { store } = context
    const before = {
      ...context,
      store: {
        ...store,
        inOneStep: <T>(work: (step: Store) => Promise<T>) =>
          store.inOneStep((step) => {
            const publish: Store['publish'] = (publication) => {
              const without = { symbols: undefined, retired: undefined }
              const labelMoves = publication.labelMoves.map((move) => ({ ...move, ...without }))
              return step.publish({ ...publication, labelMoves })
            }
            return work({ ...step, publish })
          }),
        nextUnindexedStep: async () => undefined,
        listUnindexedHeads: async () => [],
      },
    }
    const former = (files: Record<string, string>) => pushModule(before, context.pusher, { module: 'base', files })
    await former(v1)
    await former(v('int32 id = 1; string name = 2; reserved 3, 4;'))
    await former(v('int32 id = 1; reserved 2, 3, 4;'))
    const label = await store.findLabelByName((await store.findModuleByName('acme', 'base'))?.id ?? '', 'main')
    expect(await store.listRetiredUses(label?.id ?? '')).toEqual([])
    const step = await store.nextUnindexedStep(label?.id ?? '')
    if (step === undefined) throw new Error('there is no step')
    expect((await errorOf(pushTo('base', v3))).message).toContain('NUMBER_REUSED')
    expect(await store.indexStep(step, '[]')).toBe(false)
    expect((await store.listRetiredUses(label?.id ?? '')).map(({ use: { name } }) => name)).toEqual(['email', 'name'])
    expect(await indexLabels(context, signal)).toBe(0)
    expect(await indexHeads(context, {}, signal)).toBe(0)
  })
})
