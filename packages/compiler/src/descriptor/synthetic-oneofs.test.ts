import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { Source } from '../source/source.ts'
import { parse } from '../syntax/parse.ts'
import { buildFile } from './build-file.ts'

test('each optional field of proto3 gets a oneof behind the others, under a name that is free', () => {
  const body =
    'oneof x { int32 y = 5; } optional int32 foo = 1; optional int32 _foo = 2; int32 X_foo = 3; optional D _d = 4;'
  const source = new Source('a.proto', `syntax = "proto3"; message D { ${body} }`)
  const file = buildFile(source, parse(source, new Diagnostics()))
  const [message] = file.proto.messageType
  // What protoc and buf make of this message.
  expect(message?.oneofDecl.map(({ name }) => name)).toEqual(['x', 'XX_foo', 'XXX_foo', 'X_d'])
  expect(message?.field.filter(({ proto3Optional }) => proto3Optional).map(({ oneofIndex }) => oneofIndex)).toEqual([
    1, 2, 3,
  ])
  expect(file.oneofs.filter(({ node }) => node === undefined)).toHaveLength(3)
})
