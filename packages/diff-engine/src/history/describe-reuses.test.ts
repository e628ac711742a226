import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import type { Finding } from '../finding.ts'
import { defaultOwnPolicy } from '../resolve-own-rules.ts'
import { imageOf, type Text } from '../testing/image-of.ts'
import { describeReuses } from './describe-reuses.ts'
import { findReused } from './find-reused.ts'
import { listUses } from './list-uses.ts'
import { UseHistory } from './use-history.ts'

function findingsOf(v1: Text, v2: Text, v3: Text, policy: Partial<ReturnType<typeof defaultPolicy>> = {}): Finding[] {
  const [first, head, next] = [v1, v2, v3].map(imageOf) as [
    ReturnType<typeof imageOf>,
    ReturnType<typeof imageOf>,
    ReturnType<typeof imageOf>,
  ]
  const history = new UseHistory<string>()
  history.add('v1', listUses(first))
  history.add('v2', listUses(head))
  const reuses = findReused(history, listUses(head), listUses(next))
  return describeReuses(reuses, { old: first, oldName: 'v1', next, policy: { ...defaultPolicy('v2'), ...policy } })
}

/** The proofs of the only finding: format, direction, class, payload, what was meant and what was got. */
function proofsOf(v1: Text, v2: Text, v3: Text): string[] {
  const [finding, ...others] = findingsOf(v1, v2, v3)
  expect(others).toEqual([])
  return finding!.proofs.map(
    ({ format, direction, lossClass, payload, meant, got }) =>
      `${format} ${direction} ${lossClass}: ${payload}: ${meant} -> ${got}`,
  )
}

const message = (fields: string) => `message M { int32 id = 1; ${fields} }`

test('a finding has a place on both sides, words, a fingerprint and proofs', () => {
  const [finding, ...others] = findingsOf(message('string email = 3;'), message(''), message('\n  string phone = 3;'))
  expect(others).toEqual([])
  expect(finding).toEqual({
    rule: 'NUMBER_REUSED',
    categories: [],
    severity: 'error',
    direction: 'both',
    message:
      'Field 3 "phone" (string) of a.v1.M takes a number that was given up: in v1, which had it last, it was field 3 "email" (string). ' +
      'Binary data of then is read as what it is not, and programs of then misread what is written now. ' +
      'Take a number that was never used, and reserve 3.',
    at: { path: 'a.proto', span: { start: { line: 3, column: 3 }, end: { line: 3, column: 20 } } },
    against: { path: 'a.proto', span: { start: { line: 2, column: 27 }, end: { line: 2, column: 44 } } },
    symbol: 'a.v1.M.phone',
    fingerprint: expect.stringMatching(/^wp1:[0-9a-f]{16}$/),
    proofs: [
      {
        format: 'binary',
        direction: 'backward',
        lossClass: 'changed',
        writerType: 'a.v1.M',
        readerType: 'a.v1.M',
        payload: '1a0161',
        meant: 'email = "a"',
        got: 'phone = "a"',
      },
      {
        format: 'binary',
        direction: 'forward',
        lossClass: 'changed',
        writerType: 'a.v1.M',
        readerType: 'a.v1.M',
        payload: '1a0161',
        meant: 'phone = "a"',
        got: 'email = "a"',
      },
    ],
    withoutProof: undefined,
  })
})

test('a fingerprint holds when the file is edited elsewhere, and not for another reuse', () => {
  const print = (v3: string) => findingsOf(message('string email = 3;'), message(''), v3)[0]?.fingerprint
  const one = print(message('string phone = 3;'))
  expect(print(`enum Other { ZERO = 0; } ${message('bool other = 9; string phone = 3 [deprecated = true];')}`)).toBe(
    one,
  )
  expect(print(message('bytes phone = 3;'))).not.toBe(one)
})

describe('proofs', () => {
  test('of another type are what the wire model loses', () => {
    expect(proofsOf(message('int64 total = 3;'), message(''), message('int32 count = 3;'))).toEqual([
      'binary backward changed: 188180808010: 4294967297 -> 1',
      'binary forward changed: 1801: count = 1 -> total = 1',
    ])
  })

  test('of a message type are found inside it', () => {
    const types = 'message A { int64 n = 1; } message B { string s = 1; }'
    const [first] = proofsOf(types + message('A a = 3;'), types + message(''), types + message('B b = 3;'))
    expect(first).toMatch(/^binary backward dropped: 08/)
  })

  test('of an enum number are what each side calls it', () => {
    const schema = (values: string) => `${message('E e = 2; repeated E es = 3;')} enum E { ZERO = 0; ${values} }`
    expect(proofsOf(schema('RED = 1;'), schema(''), schema('BLUE = 1;'))).toEqual([
      'binary backward changed: 1001: e = RED (1) -> e = BLUE (1)',
    ])
  })

  test('of an enum name are JSON that reads as another number', () => {
    const schema = (values: string) => `${message('E e = 2;')} enum E { ZERO = 0; ${values} }`
    expect(proofsOf(schema('RED = 1;'), schema(''), schema('RED = 5;'))).toEqual([
      'json backward changed: {"e":"RED"}: RED (1) -> RED (5)',
    ])
  })

  test('of a field name are JSON that the new type rejects', () => {
    const [first] = proofsOf(message('string size = 3;'), message(''), message('int32 size = 7;'))
    expect(first).toMatch(/^json backward (reject|changed): \{"size":/)
  })

  test('of an enum that no field holds are none', () => {
    const schema = (values: string) => `enum E { ZERO = 0; ${values} }`
    const [finding] = findingsOf(schema('RED = 1;'), schema(''), schema('BLUE = 1;'))
    expect(finding).toMatchObject({ proofs: [], withoutProof: 'unused-enum', direction: 'both' })
  })

  test('of a name that only moved to a fresh number are none: it is a warning', () => {
    const [finding] = findingsOf(message('string size = 3;'), message(''), message('string size = 7;'))
    expect(finding).toMatchObject({ severity: 'warning', proofs: [], withoutProof: 'same-values' })
    expect(finding?.message).toContain('Give it back the number 3, or take another name.')
  })

  test('of an extension', () => {
    const file = (fields: string) => `syntax = "proto2"; message M { extensions 100; } ${fields}`
    const extend = (field: string) => file(`extend M { optional ${field} = 100; }`)
    const [first] = proofsOf(extend('bytes b'), file(''), extend('string s'))
    expect(first).toBe('binary backward changed: a2060161: b = "a" -> s = "a"')
  })
})

describe('a policy', () => {
  const sides = [message('string email = 3;'), message(''), message('bool flag = 3;')] as const

  test('ignores files as in every comparison', () => {
    expect(findingsOf(...sides, { ignore: ['a.proto'] })).toEqual([])
    expect(findingsOf(...sides, { ignoreOnly: { NUMBER_REUSED: ['a.proto'] } })).toEqual([])
    expect(findingsOf(...sides, { ignoreOnly: { NAME_REUSED: ['a.proto'] } })).toHaveLength(1)
  })

  test('can leave a rule out, give it another weight, or look into one direction only', () => {
    const own = (part: object) => findingsOf(...sides, { own: { ...defaultOwnPolicy(), ...part } })
    expect(own({ except: ['NUMBER_REUSED'] })).toEqual([])
    expect(own({ except: ['NAME_REUSED'] })).toHaveLength(1)
    expect(own({ ignore: ['a.proto'] })).toEqual([])
    expect(own({ ignoreOnly: { NUMBER_REUSED: ['a.proto'] } })).toEqual([])
    expect(own({ severities: { NUMBER_REUSED: 'info' } })).toMatchObject([{ severity: 'info' }])
    const values = (list: string) => `${message('E e = 2;')} enum E { ZERO = 0; ${list} }`
    const onlyBackward = (direction: string) =>
      findingsOf(values('RED = 1;'), values(''), values('RED = 5;'), {
        own: { ...defaultOwnPolicy(), direction: direction as 'forward' },
      })
    expect(onlyBackward('backward')).toHaveLength(1)
    expect(onlyBackward('forward')).toEqual([])
  })

  test('ignores unstable packages when it says so', () => {
    const unstable = sides.map((text) => `syntax = "proto3"; package a.v1beta1; ${text}`) as [string, string, string]
    expect(findingsOf(...unstable)).toHaveLength(1)
    expect(findingsOf(...unstable, { ignoreUnstablePackages: true })).toEqual([])
  })
})
