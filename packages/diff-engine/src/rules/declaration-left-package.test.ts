import { expect, test } from 'vitest'
import { check, findingsOf } from '../testing/check.ts'

test('a message is gone from its package', () => {
  expect(
    check(
      'PACKAGE_MESSAGE_NO_DELETE',
      {
        'a.proto': 'syntax = "proto2"; package p; message M {}',
        'b.proto': 'syntax = "proto2"; package p; message Gone {}',
      },
      { 'a.proto': 'syntax = "proto2"; package p; message M {}', 'b.proto': 'syntax = "proto2"; package p; ' },
    ),
  ).toMatchInlineSnapshot(`
    [
      "b.proto | * | Message p.Gone was deleted from package "p". Code that uses it no longer compiles, and fields, RPCs and Any values of this type have lost it. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('an enum is gone from its package', () => {
  expect(
    check(
      'PACKAGE_ENUM_NO_DELETE',
      {
        'a.proto': 'syntax = "proto2"; package p; enum E { A = 0; }',
        'b.proto': 'syntax = "proto2"; package p; message M { enum Gone { Z = 0; } }',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; enum E { A = 0; }',
        'b.proto': 'syntax = "proto2"; package p; message M {}',
      },
    ),
  ).toMatchInlineSnapshot(`
    [
      "b.proto | message M {} | Enum p.M.Gone was deleted from package "p". Code that uses it no longer compiles, and fields of this type have lost it. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('an extension is gone from its package', () => {
  expect(
    check(
      'PACKAGE_EXTENSION_NO_DELETE',
      {
        'a.proto':
          'syntax = "proto2"; package p; message X { extensions 1 to 9; } extend X { optional int32 a = 1; optional int32 gone = 2; }',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; message X { extensions 1 to 9; } extend X { optional int32 a = 1; }',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | * | Extension p.gone was deleted from package "p". Code that uses it no longer compiles, and values that were stored with it become unknown fields. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('a service is gone from its package', () => {
  expect(
    check(
      'PACKAGE_SERVICE_NO_DELETE',
      { 'a.proto': 'syntax = "proto2"; package p; service Gone {}', 'b.proto': 'syntax = "proto2"; package p; ' },
      { 'a.proto': 'syntax = "proto2"; package p; ', 'b.proto': 'syntax = "proto2"; package p; ' },
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | * | Service p.Gone was deleted from package "p". Deployed clients get UNIMPLEMENTED for every RPC, and code that uses it no longer compiles. Keep it, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('when the file is gone too, there is no place', () => {
  const [finding] = findingsOf(
    'PACKAGE_MESSAGE_NO_DELETE',
    {
      'a.proto': 'syntax = "proto2"; package p; message M {}',
      'b.proto': 'syntax = "proto2"; package p; message Gone {}',
    },
    { 'a.proto': 'package p; message M {}' },
  )
  expect(finding).toMatchObject({ at: undefined, against: { path: 'b.proto' }, symbol: 'p.Gone' })
})

test('a move within the package is fine', () => {
  expect(
    check(
      'PACKAGE_MESSAGE_NO_DELETE',
      {
        'a.proto': 'syntax = "proto2"; package p; message M {} enum E { A = 0; } service S {}',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; ',
        'b.proto': 'syntax = "proto2"; package p; message M {} enum E { A = 0; } service S {}',
      },
    ),
  ).toEqual([])
  expect(
    check(
      'PACKAGE_ENUM_NO_DELETE',
      {
        'a.proto': 'syntax = "proto2"; package p; message M {} enum E { A = 0; } service S {}',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; ',
        'b.proto': 'syntax = "proto2"; package p; message M {} enum E { A = 0; } service S {}',
      },
    ),
  ).toEqual([])
  expect(
    check(
      'PACKAGE_SERVICE_NO_DELETE',
      {
        'a.proto': 'syntax = "proto2"; package p; message M {} enum E { A = 0; } service S {}',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; ',
        'b.proto': 'syntax = "proto2"; package p; message M {} enum E { A = 0; } service S {}',
      },
    ),
  ).toEqual([])
})

test('the last message, enum or extension of a package goes unseen, as with buf; the last service does not', () => {
  expect(
    check(
      'PACKAGE_MESSAGE_NO_DELETE',
      { 'a.proto': 'syntax = "proto2"; package p; message M {}', 'b.proto': 'syntax = "proto2"; package p; ' },
      { 'a.proto': 'syntax = "proto2"; package p; ', 'b.proto': 'syntax = "proto2"; package p; ' },
    ),
  ).toEqual([])
  expect(
    check(
      'PACKAGE_ENUM_NO_DELETE',
      { 'a.proto': 'syntax = "proto2"; package p; enum E { A = 0; }', 'b.proto': 'syntax = "proto2"; package p; ' },
      { 'a.proto': 'syntax = "proto2"; package p; ', 'b.proto': 'syntax = "proto2"; package p; ' },
    ),
  ).toEqual([])
  expect(
    findingsOf(
      'PACKAGE_SERVICE_NO_DELETE',
      { 'a.proto': 'syntax = "proto2"; package p; service S {}', 'b.proto': 'syntax = "proto2"; package p; ' },
      { 'a.proto': 'syntax = "proto2"; package p; ', 'b.proto': 'syntax = "proto2"; package p; ' },
    ),
  ).toHaveLength(1)
})
