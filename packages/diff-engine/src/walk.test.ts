import { compile, createCompileCache } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { SchemaIndex } from './schema/schema-index.ts'
import { walk } from './walk.ts'

const FILES = {
  'same.proto': 'syntax = "proto3";\npackage p;\nmessage Same { int32 a = 1; }\nenum SameEnum { ZERO = 0; }\n',
  'base.proto': 'syntax = "proto3";\npackage p;\nmessage Base { int32 a = 1; }\n',
  'user.proto': 'syntax = "proto3";\npackage p;\nimport "base.proto";\nmessage User { Base base = 1; }\n',
}

function imageOf(files: Record<string, string>, cache = createCompileCache()) {
  const { image } = compile(Object.keys(files).sort(), (path) => files[path], { cache })
  if (image === undefined) throw new Error('does not compile')
  return image
}

function visitedMessages(prev: ReturnType<typeof imageOf>, next: ReturnType<typeof imageOf>): string[] {
  const visited: string[] = []
  walk(new SchemaIndex('prev', prev), new SchemaIndex('next', next), (hook, ...pair) => {
    if (hook === 'messagePair') visited.push((pair[0] as { fullName: string }).fullName)
    if (hook === 'filePair') visited.push((pair[0] as { path: string }).path)
  })
  return visited.sort()
}

test('of sides that share a cache only what has changed is visited, and what depends on it', () => {
  const cache = createCompileCache()
  const prev = imageOf(FILES, cache)
  expect(visitedMessages(prev, imageOf(FILES, cache))).toEqual([])
  const changed = { ...FILES, 'base.proto': FILES['base.proto'].replace('int32', 'int64') }
  expect(visitedMessages(prev, imageOf(changed, cache))).toEqual(['base.proto', 'p.Base', 'p.User', 'user.proto'])
})

test('equal sides that share nothing are visited whole', () => {
  const everything = ['base.proto', 'p.Base', 'p.Same', 'p.User', 'same.proto', 'user.proto']
  expect(visitedMessages(imageOf(FILES), imageOf(FILES))).toEqual(everything)
})
