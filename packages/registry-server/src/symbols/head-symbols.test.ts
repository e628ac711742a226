import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { headSymbols } from './head-symbols.ts'

const BASE = `syntax = "proto2";
package base;
import "google/protobuf/descriptor.proto";
message Money { optional int64 units = 1; optional Currency currency = 2; extensions 100 to 200; }
enum Currency { EUR = 0; USD = 1; }
message Rule { optional Money limit = 1; optional string note = 2; repeated group Part = 3 { optional int32 size = 1; } }
extend google.protobuf.FieldOptions { optional Rule rule = 50000; }
extend google.protobuf.FileOptions { optional string team = 50001; }
`
const rowsOf = (own: string) => {
  const files: Record<string, string> = { 'base.proto': BASE, 'own.proto': own }
  const { image, diagnostics } = compile(['own.proto'], (path) => files[path])
  if (image === undefined) throw new Error(diagnostics[0]?.message)
  const { declared, used } = headSymbols(image, (path) => path in files)
  return {
    declared: declared.map(({ kind, name, container }) => [kind, name, container].join(' ').trim()),
    used: used.map(({ symbol, usedBy, isHeld, isForeign, line, column }) =>
      [symbol, isHeld ? 'in' : 'by', usedBy, isForeign ? `at ${line}:${column}` : ''].join(' ').trim(),
    ),
  }
}

test('what a module declares: everything with a full name, and its files; no map entries', () => {
  const { declared } = rowsOf(`syntax = "proto3";
package own.v1;
message A { map<string, int32> m = 1; message B {} enum E { ZERO = 0; } }
service S {}
enum E { NIL = 0; }
`)
  expect(declared).toEqual([
    'file own.proto own.v1',
    'message own.v1.A',
    'message own.v1.A.B',
    'enum own.v1.A.E',
    'enum value own.v1.A.ZERO own.v1.A.E',
    'enum own.v1.E',
    'enum value own.v1.NIL own.v1.E',
    'service own.v1.S',
    'field own.v1.A.m own.v1.A',
  ])
})

test('types of fields, maps, methods and extensions, each at its first place', () => {
  const { used } = rowsOf(`syntax = "proto2";
package own;
import "base.proto";
message A { optional base.Money m = 1; repeated base.Money n = 2; optional B b = 3; }
message B { map<string, base.Currency> c = 1; }
extend base.Money { optional A a = 100; }
service S { rpc Pay(base.Money) returns (B); }
`)
  expect(used).toEqual([
    'base.proto by own.proto at 3:1',
    'base.Money in own.A at 4:22',
    'own.B in own.A',
    'base.Currency in own.B at 5:13',
    'base.Money by own.S at 7:21',
    'own.B by own.S',
    'base.Money by own.a at 6:8',
    'own.A by own.a',
  ])
})

test('in options the extension and exactly the fields that are set', () => {
  const { used } = rowsOf(`syntax = "proto2";
package own;
import "base.proto";
option (base.team) = "billing";
message A { optional int32 m = 1 [(base.rule) = { limit: { units: 5 } part { size: 1 } }]; }
message B { optional int32 m = 1 [deprecated = true]; }
`)
  expect(used.map((row) => row.split(' at ')[0])).toEqual([
    'base.proto by own.proto',
    'base.team by own.proto',
    'base.rule by own.A',
    'base.Rule.limit by own.A',
    'base.Money.units by own.A',
    'base.Rule.part by own.A',
    'base.Rule.Part.size by own.A',
  ])
})

test('what nobody pushed is not used', () => {
  const { used } = rowsOf(`syntax = "proto3";
package own;
import "google/protobuf/timestamp.proto";
message A { google.protobuf.Timestamp at = 1; }
`)
  expect(used).toEqual([])
})
