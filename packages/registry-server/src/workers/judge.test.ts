import { compile } from '@wireproof/compiler'
import { defaultPolicy } from '@wireproof/diff-engine'
import { expect, test } from 'vitest'
import { type JudgedPolicy, judge } from './judge.ts'

const imageOf = (body: string) => {
  const { image } = compile(['a.proto', 'b.proto'], (path) =>
    path === 'a.proto'
      ? `syntax = "proto3";\npackage p;\nmessage M { ${body} }\n`
      : path === 'b.proto'
        ? `syntax = "proto3";\npackage q;\nmessage N { ${body} }\n`
        : undefined,
  )
  if (image === undefined) throw new Error('does not compile')
  return image
}
const part = (rules: Record<string, 'block' | 'warn'>, ignore: string[] = []): JudgedPolicy => ({
  policy: { ...defaultPolicy('v2'), use: Object.keys(rules), ignore },
  actions: new Map(Object.entries(rules)),
})
const prev = imageOf('int32 a = 1; int32 b = 2;')
const next = imageOf('string a = 1; int32 c = 2;')
const summary = (parts: JudgedPolicy[]) => {
  const { blocked, warned } = judge(prev, next, parts)
  const show = (findings: typeof blocked) => findings.map(({ rule, at }) => `${at?.path} ${rule}`)
  return { blocked: show(blocked), warned: show(warned) }
}

test('each finding has the action of its rule', () => {
  expect(summary([part({ FIELD_SAME_TYPE: 'block', FIELD_SAME_NAME: 'warn' })])).toEqual({
    blocked: ['a.proto FIELD_SAME_TYPE', 'b.proto FIELD_SAME_TYPE'],
    warned: ['a.proto FIELD_SAME_NAME', 'b.proto FIELD_SAME_NAME'],
  })
})

test('of several parts the strictest holds for each finding, in the order of places', () => {
  const parts = [
    part({ FIELD_SAME_TYPE: 'warn', FIELD_SAME_NAME: 'block' }, ['a.proto']),
    part({ FIELD_SAME_TYPE: 'block', FIELD_SAME_NAME: 'warn' }, ['b.proto']),
  ]
  expect(summary(parts)).toEqual({
    blocked: ['a.proto FIELD_SAME_TYPE', 'b.proto FIELD_SAME_NAME'],
    warned: ['a.proto FIELD_SAME_NAME', 'b.proto FIELD_SAME_TYPE'],
  })
  expect(summary([part({ FIELD_SAME_TYPE: 'warn' }), part({ FIELD_SAME_TYPE: 'block' })]).warned).toEqual([])
})

test('no part, no finding', () => {
  expect(summary([])).toEqual({ blocked: [], warned: [] })
})
