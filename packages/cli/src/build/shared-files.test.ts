import { expect, test } from 'vitest'
import { readSharedFiles, shareFiles, totalSize } from './shared-files.ts'

const files = new Map([
  ['a.proto', Buffer.from('first')],
  ['empty.proto', Buffer.alloc(0)],
  ['b.proto', Buffer.from('second')],
])

test('what is shared is found again by path', () => {
  const read = readSharedFiles(shareFiles(files))
  expect([...files.keys()].map((path) => Buffer.from(read(path) ?? []).toString())).toEqual(['first', '', 'second'])
  expect(read('c.proto')).toBeUndefined()
  // A decoder of text may refuse memory that another thread could change meanwhile.
  expect(read('a.proto')?.buffer).toBeInstanceOf(ArrayBuffer)
})

test('the size of files is that of all of them', () => {
  expect(totalSize(files)).toBe(11)
})
