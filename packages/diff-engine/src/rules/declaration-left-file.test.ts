import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('a message is gone', () => {
  expect(check('MESSAGE_NO_DELETE', 'message M {} message Gone {}', 'message M {}')).toMatchInlineSnapshot(`
    [
      "a.proto | * | Message a.v1.Gone was deleted from file "a.proto". Code that uses it no longer compiles, and fields, RPCs and Any values of this type have lost it. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('a nested message is missed in the message around it', () => {
  expect(
    check('MESSAGE_NO_DELETE', 'message M { message Inner { message Gone {} } }', 'message M { message Inner {} }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message Inner {} | Message a.v1.M.Inner.Gone was deleted from file "a.proto". Code that uses it no longer compiles, and fields, RPCs and Any values of this type have lost it. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
  expect(placesOf('MESSAGE_NO_DELETE', 'message M { message Inner { message Gone {} } }', 'message M {}')).toEqual([
    'a.proto | message M {}',
    'a.proto | message M {}',
  ])
})

test('a renamed map field takes its entry message along', () => {
  expect(
    check('MESSAGE_NO_DELETE', 'message M { map<string, int32> a = 1; }', 'message M { map<string, int32> b = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { map<string, int32> b = 1; } | The entry message a.v1.M.AEntry of map field "a" was deleted from file "a.proto". Code that uses the map no longer compiles; whether data is hurt is told by the rules about the field. Keep the map field under its name.",
    ]
  `)
})

test('a message moved to another file of its package', () => {
  expect(
    check(
      'MESSAGE_NO_DELETE',
      { 'a.proto': `syntax = "proto3"; package a.v1; message M {}`, 'b.proto': `syntax = "proto3"; package a.v1;` },
      { 'a.proto': `syntax = "proto3"; package a.v1;`, 'b.proto': `syntax = "proto3"; package a.v1; message M {}` },
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | * | Message a.v1.M moved from file "a.proto" to "b.proto". Code generated for each file (C++, Go, Python and others) loses it where users look; data is not affected. Move it back, or let "a.proto" import "b.proto" publicly and accept this change once.",
    ]
  `)
})

test('an enum is gone', () => {
  expect(check('ENUM_NO_DELETE', 'message M { enum Gone { ZERO = 0; } }', 'message M {}')).toMatchInlineSnapshot(`
    [
      "a.proto | message M {} | Enum a.v1.M.Gone was deleted from file "a.proto". Code that uses it no longer compiles, and fields of this type have lost it. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('an enum moved', () => {
  expect(
    placesOf(
      'ENUM_NO_DELETE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; enum E { ZERO = 0; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; enum E { ZERO = 0; }`,
      },
    ),
  ).toEqual(['a.proto | *'])
})

test('an extension is gone', () => {
  expect(
    check(
      'EXTENSION_NO_DELETE',
      'syntax = "proto2"; message M { extensions 1 to 9; } extend M { optional int32 gone = 1; }',
      'syntax = "proto2"; message M { extensions 1 to 9; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | * | Extension gone was deleted from file "a.proto". Code that uses it no longer compiles, and values that were stored with it become unknown fields. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('a service is gone', () => {
  expect(check('SERVICE_NO_DELETE', 'service Gone {}', '')).toMatchInlineSnapshot(`
    [
      "a.proto | * | Service a.v1.Gone was deleted from file "a.proto". Deployed clients get UNIMPLEMENTED for every RPC, and code that uses it no longer compiles. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('a service moved', () => {
  expect(
    placesOf(
      'SERVICE_NO_DELETE',
      { 'a.proto': `syntax = "proto3"; package a.v1; service S {}`, 'b.proto': `syntax = "proto3"; package a.v1;` },
      { 'a.proto': `syntax = "proto3"; package a.v1;`, 'b.proto': `syntax = "proto3"; package a.v1; service S {}` },
    ),
  ).toEqual(['a.proto | *'])
})

test('another order and new declarations are fine', () => {
  expect(
    check(
      'MESSAGE_NO_DELETE',
      'message A {} enum E { ZERO = 0; } service S {}',
      'service S {} service T {} enum F { ONE = 0; } enum E { ZERO = 0; } message B {} message A {}',
    ),
  ).toEqual([])
  expect(
    check(
      'ENUM_NO_DELETE',
      'message A {} enum E { ZERO = 0; } service S {}',
      'service S {} service T {} enum F { ONE = 0; } enum E { ZERO = 0; } message B {} message A {}',
    ),
  ).toEqual([])
  expect(
    check(
      'SERVICE_NO_DELETE',
      'message A {} enum E { ZERO = 0; } service S {}',
      'service S {} service T {} enum F { ONE = 0; } enum E { ZERO = 0; } message B {} message A {}',
    ),
  ).toEqual([])
})
