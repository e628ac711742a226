import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { createTestIo } from '../../testing/test-io.ts'
import { compileSides } from './compile-sides.ts'

const SHARED = 'syntax = "proto3";\npackage s;\nmessage Shared {}\n'
const user = (field: string) =>
  `syntax = "proto3";\npackage u;\nimport "shared.proto";\nmessage User { s.Shared ${field} = 1; }\n`

describe('compileSides', () => {
  it('compiles once what both sides have', async () => {
    const cwd = createTemporaryFolder({
      'prev/shared.proto': SHARED,
      'prev/user.proto': user('a'),
      'next/shared.proto': SHARED,
      'next/user.proto': user('b'),
    })
    const sides = await compileSides(createTestIo({ cwd }), { input: 'next', against: 'prev' })
    const [prev, next] = [sides?.[0]?.prev.image, sides?.[0]?.next.image]
    const protoOf = (image: typeof prev, path: string) => image?.files.find((file) => file.path === path)?.proto
    expect(protoOf(prev, 'shared.proto')).toBeDefined()
    expect(protoOf(prev, 'shared.proto')).toBe(protoOf(next, 'shared.proto'))
    expect(protoOf(prev, 'user.proto')?.messageType[0]?.field[0]?.name).toBe('a')
    expect(protoOf(next, 'user.proto')?.messageType[0]?.field[0]?.name).toBe('b')
  })
})
