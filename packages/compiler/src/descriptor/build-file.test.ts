import { toJson } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { Source } from '../source/source.ts'
import { parse } from '../syntax/parse.ts'
import { buildFile } from './build-file.ts'

function build(text: string) {
  const diagnostics = new Diagnostics()
  const source = new Source('a.proto', text)
  const file = buildFile(source, parse(source, diagnostics))
  expect(diagnostics.list).toEqual([])
  return file
}

function json(text: string) {
  return toJson(FileDescriptorProtoSchema, build(text).proto)
}

test('the head of a file', () => {
  const imports = 'import "x"; import public "y"; import weak "z";'
  expect(json(`package a.b; ${imports}`)).toEqual({
    name: 'a.proto',
    package: 'a.b',
    dependency: ['x', 'y', 'z'],
    publicDependency: [1],
    weakDependency: [2],
  })
  expect(json('syntax = "proto2";')).toEqual({ name: 'a.proto' })
  expect(json('syntax = "proto3";')).toEqual({ name: 'a.proto', syntax: 'proto3' })
  expect(json('edition = "2024"; import option "o";')).toEqual({
    name: 'a.proto',
    syntax: 'editions',
    edition: 'EDITION_2024',
    optionDependency: ['o'],
  })
})

test('fields, with json names, maps and groups', () => {
  const field = { label: 'LABEL_OPTIONAL', type: 'TYPE_INT32' }
  const body = 'optional int32 a_b = 1; required N c = 2 [json_name = "see"]; map<string, .M> m_m = 3; '
  expect(json(`message M { ${body} repeated group Gr = 4 { optional int32 d = 1; } }`)).toEqual({
    name: 'a.proto',
    messageType: [
      {
        name: 'M',
        field: [
          { ...field, name: 'a_b', number: 1, jsonName: 'aB' },
          { name: 'c', number: 2, label: 'LABEL_REQUIRED', typeName: 'N', jsonName: 'see' },
          {
            name: 'm_m',
            number: 3,
            label: 'LABEL_REPEATED',
            type: 'TYPE_MESSAGE',
            typeName: '.M.MMEntry',
            jsonName: 'mM',
          },
          { name: 'gr', number: 4, label: 'LABEL_REPEATED', type: 'TYPE_GROUP', typeName: '.M.Gr', jsonName: 'gr' },
        ],
        nestedType: [
          {
            name: 'MMEntry',
            field: [
              { name: 'key', number: 1, label: 'LABEL_OPTIONAL', type: 'TYPE_STRING', jsonName: 'key' },
              { name: 'value', number: 2, label: 'LABEL_OPTIONAL', typeName: '.M', jsonName: 'value' },
            ],
            options: { mapEntry: true },
          },
          { name: 'Gr', field: [{ ...field, name: 'd', number: 1, jsonName: 'd' }] },
        ],
      },
    ],
  })
})

test('ranges end behind their last number in messages, at it in enums', () => {
  const { messageType, enumType } = build(
    'message M { reserved 5, 7 to 9; reserved "x"; extensions 100 to max; } enum E { Z = 0; reserved -5 to -3, 9 to max; }',
  ).proto
  expect(messageType[0]?.reservedRange.map(({ start, end }) => [start, end])).toEqual([
    [5, 6],
    [7, 10],
  ])
  expect(messageType[0]?.reservedName).toEqual(['x'])
  expect(messageType[0]?.extensionRange.map(({ start, end }) => [start, end])).toEqual([[100, 536870912]])
  expect(enumType[0]?.reservedRange.map(({ start, end }) => [start, end])).toEqual([
    [-5, -3],
    [9, 2147483647],
  ])
})

test('elements are listed flat, with their names and surroundings', () => {
  const file = build(`package p; message A { oneof o { int32 x = 1; group G = 2 { int32 y = 1; } } enum E { Z = 0; } }
    extend A { int32 ext = 100; } service S { rpc R (A) returns (stream A); }`)
  expect(file.messages.map(({ fullName }) => fullName)).toEqual(['p.A', 'p.A.G'])
  expect(file.fields.map(({ fullName }) => fullName)).toEqual(['p.A.x', 'p.A.g', 'p.A.G.y', 'p.ext'])
  expect(file.fields.map(({ oneof }) => oneof?.fullName)).toEqual(['p.A.o', 'p.A.o', undefined, undefined])
  expect(file.fields.map(({ extend }) => extend?.extendee.name)).toEqual([undefined, undefined, undefined, 'A'])
  expect(file.enumValues.map(({ fullName }) => fullName)).toEqual(['p.A.Z'])
  expect(file.methods.map(({ fullName, proto }) => [fullName, proto.clientStreaming, proto.serverStreaming])).toEqual([
    ['p.S.R', false, true],
  ])
})

test('numbers past int32 are clamped, for validation to find', () => {
  expect(build('message M { int32 x = 99999999999; }').proto.messageType[0]?.field[0]?.number).toBe(2147483647)
})

test('visibility is kept', () => {
  const { messageType } = build('edition = "2024"; export message M { local enum E { Z = 0; } }').proto
  expect([messageType[0]?.visibility, messageType[0]?.enumType[0]?.visibility]).toEqual([2, 1])
})
