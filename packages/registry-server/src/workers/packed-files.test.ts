import { expect, test } from 'vitest'
import { packFiles, unpackFiles } from './packed-files.ts'

test('files come out as they went in', () => {
  const files = new Map([
    ['b', Buffer.from('two')],
    ['empty', Buffer.alloc(0)],
    ['a', Buffer.from([0, 255])],
  ])
  const out = unpackFiles(structuredClone(packFiles(files)))
  expect([...out].map(([path, bytes]) => [path, Buffer.from(bytes)])).toEqual([...files])
  expect(unpackFiles(packFiles(new Map())).size).toBe(0)
})
