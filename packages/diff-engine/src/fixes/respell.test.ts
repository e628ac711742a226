import { expect, test } from 'vitest'
import { SchemaIndex } from '../schema/schema-index.ts'
import { imageOf } from '../testing/image-of.ts'
import { respell } from './respell.ts'

const HEADS = { proto2: 'syntax = "proto2";', proto3: 'syntax = "proto3";', editions: 'edition = "2023";' }

function spelled(from: keyof typeof HEADS, statement: string, to: keyof typeof HEADS): string {
  const prev = new SchemaIndex('prev', imageOf({ 'a.proto': `${HEADS[from]} message M { ${statement} }` }))
  const next = new SchemaIndex('next', imageOf({ 'a.proto': `${HEADS[to]} message M {}` }))
  const message = next.messages.get('M')!
  return respell(statement, prev.messages.get('M')!.fields.get(1)!, message, message.file)
}

test.each([
  ['proto2', 'optional int32 a = 1;', 'proto3', 'optional int32 a = 1;'],
  ['proto2', 'required int32 a = 1;', 'editions', 'int32 a = 1 [features.field_presence = LEGACY_REQUIRED];'],
  ['proto2', 'optional int32 a = 1 [default = 5];', 'editions', 'int32 a = 1 [default = 5];'],
  ['proto3', 'int32 a = 1;', 'editions', 'int32 a = 1 [features.field_presence = IMPLICIT];'],
  ['proto3', 'optional int32 a = 1;', 'editions', 'int32 a = 1;'],
  ['proto3', 'int32 a = 1 [deprecated = true];', 'proto2', 'optional int32 a = 1 [deprecated = true];'],
  ['proto3', 'M a = 1;', 'editions', 'M a = 1;'],
  ['proto3', 'repeated int32 a = 1;', 'proto2', 'repeated int32 a = 1;'],
  ['editions', 'int32 a = 1 [features.field_presence = LEGACY_REQUIRED];', 'proto2', 'required int32 a = 1;'],
  [
    'editions',
    'int32 a = 1 [features.field_presence = IMPLICIT, deprecated = true];',
    'proto3',
    'int32 a = 1 [deprecated = true];',
  ],
  ['editions', 'int32 a = 1;', 'proto3', 'optional int32 a = 1;'],
] as const)('%s: %s is in %s: %s', (from, statement, to, expected) => {
  expect(spelled(from, statement, to)).toBe(expected)
})
