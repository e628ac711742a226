import { defaultPolicy } from '@wireproof/diff-engine'
import { digestB5 } from '@wireproof/module'
import { describe, expect, test } from 'vitest'
import { checkPush } from './check-push.ts'
import { ModuleCaches } from './module-caches.ts'
import { packFiles } from './packed-files.ts'
import type { JobContent, PushJob } from './push-check.ts'

const files = (entries: Record<string, string>) =>
  new Map(Object.entries(entries).map(([path, text]) => [path, Buffer.from(text)]))
const policy = [
  {
    policy: { ...defaultPolicy('v2'), excludeImports: true },
    actions: new Map([['FIELD_SAME_TYPE', 'block' as const]]),
  },
]
const content = (key: string, entries: Record<string, string>, heads: JobContent['heads'] = []): JobContent => ({
  key,
  files: packFiles(files(entries)),
  policy,
  heads,
  defaultHead: undefined,
  labels: [],
  lint: [],
})
const job = (contents: JobContent[], more: Partial<PushJob> = {}): PushJob => ({
  contents,
  dependencies: [],
  headDependencies: [],
  maxEntries: 100,
  ...more,
})
const A = { 'a.proto': 'syntax = "proto3";\nmessage A { int32 x = 1; }\n' }
const B = { 'b.proto': 'syntax = "proto3";\nimport "a.proto";\nmessage B { A a = 1; }\n' }

function checked(verdict: ReturnType<typeof checkPush>) {
  if (verdict.kind !== 'checked') throw new Error(verdict.kind)
  return new Map(verdict.contents.map((one) => [one.key, one]))
}

describe('the check of a push', () => {
  test('gives each content its dependencies and digests, the depended on first', () => {
    const verdict = checkPush(job([content('o/b', B), content('o/a', A)]))
    const found = checked(verdict)
    expect([...found.keys()]).toEqual(['o/a', 'o/b'])
    expect(found.get('o/b')?.dependencyKeys).toEqual(['o/a'])
    const a = digestB5(files(A), [])
    const b = digestB5(files(B), [a])
    expect(found.get('o/a')?.b5).toBe(Buffer.from(a.value).toString('hex'))
    expect(found.get('o/b')?.b5).toBe(Buffer.from(b.value).toString('hex'))
    expect(found.get('o/b')?.errors.total).toBe(0)
  })

  test('does not compile: says where, and compares nothing', () => {
    const head = { key: 'h', files: packFiles(files(A)), b5: '', dependencyKeys: [] }
    const broken = { 'a.proto': 'syntax = "proto3";\nmessage A { Missing x = 1; }\n' }
    const found = checked(checkPush(job([content('o/a', broken, [head])]))).get('o/a')
    expect(found?.errors.entries[0]).toMatchObject({ file: 'a.proto', span: { start: { line: 2, column: 13 } } })
    expect(found?.judgements.size).toBe(0)
  })

  test('finds what breaks for each head, with the dependencies that head has', () => {
    const b5 = 'ff'.repeat(64)
    const dependency = { key: 'd', files: packFiles(files(A)), b5 }
    const next = { 'b.proto': 'syntax = "proto3";\nimport "a.proto";\nmessage B { string a = 1; A other = 2; }\n' }
    const same = { key: 'same', files: packFiles(files(next)), b5: '00', dependencyKeys: ['d'] }
    const head = { key: 'head', files: packFiles(files(B)), b5: '01', dependencyKeys: ['d'] }
    const verdict = checkPush(
      job([content('o/b', next, [head, same])], {
        dependencies: [dependency],
        headDependencies: [structuredClone(dependency)],
      }),
    )
    const found = checked(verdict).get('o/b')
    expect([...(found?.judgements.keys() ?? [])]).toEqual(['head'])
    expect(found?.judgements.get('head')?.blocked.entries.map(({ rule }) => rule)).toContain('FIELD_SAME_TYPE')
  })

  test('a head that does not compile is said so', () => {
    const head = { key: 'h', files: packFiles(files({ 'a.proto': 'nonsense' })), b5: '', dependencyKeys: [] }
    const found = checked(checkPush(job([content('o/a', A, [head])]))).get('o/a')
    expect(found?.brokenHeads.get('h')?.total).toBeGreaterThan(0)
  })

  test('modules in a circle, and a path in two modules', () => {
    const c = { 'c.proto': 'syntax = "proto3";\nimport "d.proto";\n' }
    const d = { 'd.proto': 'syntax = "proto3";\nimport "c.proto";\n' }
    expect(checkPush(job([content('o/c', c), content('o/d', d)]))).toMatchObject({ kind: 'cycle' })
    const both = job([content('o/b', B), content('o/a', A), content('o/z', { ...A })])
    expect(checkPush(both)).toMatchObject({ kind: 'ambiguous', paths: [{ path: 'a.proto' }] })
  })

  test('compiles again only what a push changes, in the head too, and says the same as without a cache', () => {
    const more = (text: string) => ({ ...A, ...B, 'c.proto': text })
    const [one, two] = [more('syntax = "proto3";\n'), more('syntax = "proto3";\n// changed\n')]
    const caches = new ModuleCaches(10_000)
    checkPush(job([content('o/m', one)]), caches)
    expect(caches.of('o/m').linkedCount).toBe(3)
    caches.trim()
    const head = { key: 'h', files: packFiles(files(one)), b5: '00', dependencyKeys: [] }
    const second = () => job([content('o/m', two, [head])])
    expect(checkPush(second(), caches)).toEqual(checkPush(second()))
    expect(caches.of('o/m').linkedCount).toBe(1)
    // What it has of one version is no help in judging another.
    const broken = { ...two, 'a.proto': A['a.proto'].replace('int32', 'string') }
    const third = () => job([content('o/m', broken, [head])])
    expect(checkPush(third(), caches)).toEqual(checkPush(third()))
    expect(checked(checkPush(third(), caches)).get('o/m')?.judgements.size).toBe(1)
  })
})
