import { create, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { encodeImage } from './encode-image.ts'
import { imageFromDescriptorSet } from './image-from-descriptor-set.ts'

function compileAll(files: Record<string, string>) {
  const { image, diagnostics } = compile(['a.proto'], (path) => files[path])
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  if (image === undefined) throw new Error('no image')
  return image
}

const image = compileAll({
  'a.proto': 'import "b.proto"; import "c.proto"; // c\n/* d */\nmessage A { optional B b = 1; }',
  'b.proto': 'syntax = "proto3"; message B { int32 x = 1; }',
  'c.proto': 'syntax = "proto3"; message C {}',
})

test('an image comes back from its bytes', () => {
  const bytes = encodeImage(image, { sourceInfo: true, imageExtension: true })
  const back = imageFromDescriptorSet(bytes)
  expect(back.files.map(({ path, isImport }) => [path, isImport])).toEqual([
    ['b.proto', true],
    ['c.proto', true],
    ['a.proto', false],
  ])
  const file = back.files[2]
  expect(file?.isSyntaxUnspecified).toBe(true)
  expect(file?.unusedDependencies).toEqual([1])
  expect(file?.proto).toEqual(image.files[2]?.proto)
  for (const path of [[4, 0], [4, 0, 2, 0, 1], [3, 1], [99]]) {
    expect(file?.locate(path)).toEqual(image.files[2]?.locate(path))
  }
  expect(file?.locationsUnder([4])).toEqual(image.files[2]?.locationsUnder([4]))
  expect(encodeImage(back, { sourceInfo: true, imageExtension: true })).toEqual(bytes)
})

test('without source info and additions it is a plain FileDescriptorSet', () => {
  const bytes = encodeImage(image, { sourceInfo: false, imageExtension: false })
  const file = image.files.map(({ proto }) => proto)
  expect(bytes).toEqual(toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file })))
  const [first] = imageFromDescriptorSet(bytes).files
  expect(first?.sourceCodeInfo()).toBeUndefined()
  expect(first?.locate([4, 0])).toBeUndefined()
  expect(first?.locationsUnder([])).toEqual([])
})

test.each([
  ['JSON', new TextEncoder().encode('{"file":[]}')],
  ['bytes that are cut off', encodeImage(image, { sourceInfo: true, imageExtension: true }).subarray(0, 100)],
  ['a file without a name', Uint8Array.of(0x0a, 0x00)],
  ['a file that is a number', Uint8Array.of(0x08, 0x01)],
])('refuses %s', (_, bytes) => {
  expect(() => imageFromDescriptorSet(bytes)).toThrow(/^This is not a /)
})

test('refuses a file that is there twice', () => {
  const proto = create(FileDescriptorProtoSchema, { name: 'a.proto' })
  const bytes = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [proto, proto] }))
  expect(() => imageFromDescriptorSet(bytes)).toThrow('a.proto is in it twice')
})

test('any bytes give an image or an Error with a message for people', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        imageFromDescriptorSet(bytes)
      } catch (error) {
        expect((error as Error).message).toMatch(/^This is not a /)
      }
    }),
  )
})
