import { BinaryReader } from '@bufbuild/protobuf/wire'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { encodeImage } from './encode-image.ts'

const { image } = compile(['a.proto'], () => 'syntax = "proto3"; message A {}')

/** The fields of the first file, in the order of the bytes. */
function fields(options: { sourceInfo: boolean; imageExtension: boolean }): Map<number, string> {
  const reader = new BinaryReader(encodeImage(image!, options))
  expect(reader.tag()[0]).toBe(1)
  const file = new BinaryReader(reader.bytes())
  expect(reader.pos).toBe(reader.len)
  const all = new Map<number, string>()
  while (file.pos < file.len) {
    const [number] = file.tag()
    all.set(number, Buffer.from(file.bytes()).toString('hex'))
  }
  return all
}

test('locations stand behind the fields with smaller numbers, as buf writes them', () => {
  expect([...fields({ sourceInfo: true, imageExtension: true }).keys()]).toEqual([1, 4, 9, 12, 8042])
})

test('what buf adds is written out, also where it is false', () => {
  expect(fields({ sourceInfo: false, imageExtension: true }).get(8042)).toBe('08001800')
})

test('both can be left out', () => {
  expect([...fields({ sourceInfo: false, imageExtension: false }).keys()]).toEqual([1, 4, 12])
})
