import { expect, test } from 'vitest'
import { packPart, unpackPart } from './build-thread.ts'

test('a part is the same when it has been packed and unpacked', () => {
  const file = (path: string, bytes: Uint8Array) => ({
    path,
    bytes,
    package: 'a',
    names: ['a.M'],
    extensions: ['.a.M 5'],
  })
  const files = [
    file('a.proto', Uint8Array.of(1, 2)),
    file('b.proto', new Uint8Array()),
    file('c.proto', Uint8Array.of(3)),
  ]
  const packed = packPart({ files, diagnostics: [] })
  expect(packed.bytes).toEqual(Uint8Array.of(1, 2, 3))
  expect(unpackPart(packed)).toEqual({ files, diagnostics: [] })
})
