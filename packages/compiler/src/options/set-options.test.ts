import { create, createFileRegistry, getExtension, hasExtension } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { imageOf } from '../testing/compile-text.ts'

test('extensions are kept as @bufbuild/protobuf keeps them', () => {
  const image = imageOf(
    'import "google/protobuf/descriptor.proto"; package p; extend google.protobuf.MessageOptions { optional string x = 50000; } message M { option (x) = "y"; option deprecated = true; }',
  )
  const set = create(FileDescriptorSetSchema, { file: image.files.map(({ proto }) => proto) })
  const extension = createFileRegistry(set).getExtension('p.x')!
  const options = image.files.at(-1)!.proto.messageType[0]!.options!
  expect(hasExtension(options, extension)).toBe(true)
  expect(getExtension(options, extension)).toBe('y')
  expect(options.deprecated).toBe(true)
})

test('options of which nothing is left are none', () => {
  const image = imageOf('message M { optional int32 a = 1 [default = 5]; }')
  expect(image.files[0]?.proto.messageType[0]?.field[0]?.options).toBeUndefined()
})
