import { describe, expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { findReused } from './find-reused.ts'
import { listUses } from './list-uses.ts'
import type { Use } from './use.ts'
import { UseHistory } from './use-history.ts'

/** The last of `versions` is judged against all before, and the one but last is the head. */
function reusesOf(...versions: string[]): string[] {
  const uses = versions.map((text) => listUses(imageOf(text)))
  return describeReuses(uses)
}

function describeReuses(versions: Use[][]): string[] {
  const next = versions.at(-1) ?? []
  const head = versions.at(-2) ?? []
  const history = new UseHistory<string>()
  versions.slice(0, -1).forEach((uses, i) => {
    history.add(`v${i + 1}`, uses)
  })
  return findReused(history, head, next).map(({ rule, severity, use, shared, last }) => {
    const was = last.uses.map(({ number, name, type }) => [type, name, '=', number].filter((part) => part !== ''))
    return `${rule} ${severity} ${use.symbol} ${shared}: ${was.map((words) => words.join(' ')).join(', ')} in ${last.version}`
  })
}

const message = (fields: string) => `message M { ${fields} }`
const values = (list: string) => `enum E { ZERO = 0; ${list} }`

describe('a field number', () => {
  const v1 = message('int32 id = 1; string email = 3;')
  const v2 = message('int32 id = 1;')

  test('that comes back with another type and name', () => {
    expect(reusesOf(v1, v2, message('int32 id = 1; bool flag = 3;'))).toEqual([
      'NUMBER_REUSED error a.v1.M 3: string email = 3 in v1',
    ])
  })

  test('that comes back with another name alone: the name is what the value means', () => {
    expect(reusesOf(v1, v2, message('int32 id = 1; string phone = 3;'))).toEqual([
      'NUMBER_REUSED error a.v1.M 3: string email = 3 in v1',
    ])
  })

  test('that comes back with another type alone is told once', () => {
    expect(reusesOf(v1, v2, message('int32 id = 1; bytes email = 3;'))).toEqual([
      'NUMBER_REUSED error a.v1.M 3: string email = 3 in v1',
    ])
    expect(reusesOf(v1, v2, message('int32 id = 1; repeated string email = 3;'))).toHaveLength(1)
  })

  test('that comes back as it was, or with another presence, is restored', () => {
    expect(reusesOf(v1, v2, v1)).toEqual([])
    expect(reusesOf(v1, v2, message('int32 id = 1; optional string email = 3 [deprecated = true];'))).toEqual([])
    expect(reusesOf(v1, v2, message('int32 id = 1; oneof o { string email = 3; }'))).toEqual([])
  })

  test('that was never away is for the rules about two versions', () => {
    expect(reusesOf(v1, v1, message('int32 id = 1; bool flag = 3;'))).toEqual([])
    expect(reusesOf(v1, message('bool flag = 3;'), message('bool flag = 3;'))).toEqual([])
  })

  test('that was reused long ago is not told again', () => {
    const v3 = message('int32 id = 1; bool flag = 3;')
    expect(reusesOf(v1, v2, v3, v3)).toEqual([])
    expect(reusesOf(v1, v2, v3, message('bool flag = 3;'))).toEqual([])
  })

  test('is compared with its last use', () => {
    const v3 = message('bool flag = 3;')
    expect(reusesOf(v1, v2, v3, v2, v3)).toEqual([])
    expect(reusesOf(v1, v2, v3, v2, v1)).toEqual(['NUMBER_REUSED error a.v1.M 3: bool flag = 3 in v3'])
  })

  test('of a message that was away as a whole', () => {
    expect(reusesOf(v1, 'message Other {}', message('string id = 1; int32 fresh = 4;'))).toEqual([
      'NUMBER_REUSED error a.v1.M 1: int32 id = 1 in v1',
    ])
  })

  test('that an extension takes', () => {
    const file = (fields: string, more = '') => `syntax = "proto2"; message M { ${fields} } ${more}`
    const v3 = file('extensions 3;', 'extend M { optional string email = 3; }')
    expect(reusesOf(file('optional string email = 3;'), file(''), v3)).toEqual([
      'NUMBER_REUSED error M 3: string email = 3 in v1',
    ])
  })
})

describe('a field name', () => {
  const v1 = message('int32 id = 1; string user_name = 3;')
  const v2 = message('int32 id = 1;')

  test('that comes back with another number and type', () => {
    expect(reusesOf(v1, v2, message('int32 user_name = 7;'))).toEqual([
      'NAME_REUSED error a.v1.M user_name: string user_name = 3 in v1',
    ])
  })

  test('that comes back with a fresh number and the same type is a warning: no JSON data is misread', () => {
    expect(reusesOf(v1, v2, message('string user_name = 7;'))).toEqual([
      'NAME_REUSED warning a.v1.M user_name: string user_name = 3 in v1',
    ])
  })

  test('that another field takes, whose number goes on', () => {
    const old = message('string id = 1; string user_name = 3;')
    expect(reusesOf(old, message('string id = 1;'), message('string user_name = 1;'))).toEqual([
      'NAME_REUSED error a.v1.M user_name: string user_name = 3 in v1',
    ])
  })

  test('that comes back to its number after that had another name and type', () => {
    const [old, other, back] = [message('int32 a = 1;'), message('string b = 1;'), message('string a = 1;')]
    expect(reusesOf(old, other, back)).toEqual(['NAME_REUSED error a.v1.M a: int32 a = 1 in v1'])
    expect(reusesOf(old, message('int32 b = 1;'), old)).toEqual([])
  })

  test('that is only the JSON name', () => {
    expect(reusesOf(v1, v2, message('bool flag = 4 [json_name = "userName"];'))).toEqual([
      'NAME_REUSED error a.v1.M userName: string user_name = 3 in v1',
    ])
  })

  test('is told beside its number, when both go to different old uses', () => {
    const old = message('string a = 1; int32 b = 2;')
    expect(reusesOf(old, 'message M {}', message('string b = 1;'))).toEqual([
      'NUMBER_REUSED error a.v1.M 1: string a = 1 in v1',
      'NAME_REUSED error a.v1.M b: int32 b = 2 in v1',
    ])
  })

  test('of a oneof is of no importance to payloads', () => {
    expect(reusesOf(message('oneof o { int32 a = 1; }'), 'message M {}', message('oneof p { int32 o = 2; }'))).toEqual(
      [],
    )
  })
})

describe('an enum value', () => {
  test('whose number comes back under another name', () => {
    expect(reusesOf(values('RED = 1;'), values(''), values('BLUE = 1;'))).toEqual([
      'NUMBER_REUSED error a.v1.E 1: RED = 1 in v1',
    ])
  })

  test('whose name comes back with another number: JSON has names, programs have numbers', () => {
    expect(reusesOf(values('RED = 1;'), values(''), values('RED = 5;'))).toEqual([
      'NAME_REUSED error a.v1.E RED: RED = 1 in v1',
    ])
  })

  test('whose number is back when one of its aliases is', () => {
    const v1 = 'enum E { option allow_alias = true; ZERO = 0; RED = 1; ROT = 1; }'
    expect(reusesOf(v1, values(''), values('ROT = 1;'))).toEqual([])
    expect(reusesOf(v1, values(''), v1.replace('ROT', 'ROUGE'))).toEqual([])
    expect(reusesOf(v1, values(''), v1.replace('ROT', 'GREEN').replace('RED', 'BLUE'))).toEqual([
      'NUMBER_REUSED error a.v1.E 1: RED = 1, ROT = 1 in v1',
    ])
  })
})

test('an index that keeps each use with the last version that had it gives the same as all versions do', () => {
  const texts = [
    message('string a = 1; int32 b = 2;') + values('RED = 1; BLUE = 2;'),
    message('string a = 1; bool c = 3;') + values('RED = 1;'),
    message('string a = 1;') + values(''),
    message('string b = 2; bool d = 3;') + values('BLUE = 1; RED = 2;'),
  ]
  const versions = texts.map((text) => listUses(imageOf(text)))
  const isIn = (uses: Use[] | undefined, use: Use) =>
    uses?.some((other) => JSON.stringify(other) === JSON.stringify(use)) === true
  const lastRows = versions.map((uses, i) =>
    i < versions.length - 2 ? uses.filter((use) => !isIn(versions[i + 1], use)) : uses,
  )
  expect(describeReuses(lastRows)).toEqual(describeReuses(versions))
  expect(describeReuses(versions)).toEqual([
    'NUMBER_REUSED error a.v1.M 2: int32 b = 2 in v1',
    'NUMBER_REUSED error a.v1.M 3: bool c = 3 in v2',
    'NUMBER_REUSED error a.v1.E 1: RED = 1 in v2',
    'NAME_REUSED error a.v1.E BLUE: BLUE = 2 in v1',
    'NUMBER_REUSED error a.v1.E 2: BLUE = 2 in v1',
    'NAME_REUSED error a.v1.E RED: RED = 1 in v2',
  ])
})
