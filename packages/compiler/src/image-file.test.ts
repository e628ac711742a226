import { expect, test } from 'vitest'
import { imageOf } from './testing/compile-text.ts'

const image = imageOf({
  'a.proto': 'import "b.proto";\nimport "c.proto";\nimport public "d.proto";\nmessage A { optional C c = 1; }\n',
  'b.proto': 'syntax = "proto2"; message B {}',
  'c.proto': 'syntax = "proto2"; message C {}',
  'd.proto': 'syntax = "proto2"; message D {}',
})
const file = image.files.find(({ path }) => path === 'a.proto')!

test('a file without a syntax says so', () => {
  expect(image.files.map(({ isSyntaxUnspecified }) => isSyntaxUnspecified)).toEqual([false, false, false, true])
})

test('imports that nothing uses are told; public ones are for others', () => {
  expect(file.unusedDependencies).toEqual([0])
})

test('places are found by path', () => {
  expect(file.locate([4, 0, 2, 0])).toEqual({ start: { line: 4, column: 13 }, end: { line: 4, column: 30 } })
  expect(file.locate([4, 9])).toBeUndefined()
  expect(file.locationsUnder([4, 0, 2]).length).toBeGreaterThan(3)
  expect(file.sourceCodeInfo()?.length).toBeGreaterThan(50)
})
