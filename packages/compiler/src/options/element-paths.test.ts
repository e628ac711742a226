import { expect, test } from 'vitest'
import { imageOf } from '../testing/compile-text.ts'

test('each option is found at the path of what it is set on', () => {
  const file = imageOf(`message A {}
message B {
  message C {
    optional int32 a = 1;
    optional int32 b = 2 [deprecated = true];
    enum E { Z = 0; Y = 1 [deprecated = true]; }
    extensions 5;
    extensions 6 [verification = UNVERIFIED];
  }
  extend C { optional int32 x = 5 [deprecated = true]; }
}
service S {}
service T { rpc R(A) returns (A) { option deprecated = true; } }
`).files[0]!
  const line = (path: number[]) => file.locate(path)?.start.line
  expect(line([4, 1, 3, 0, 2, 1, 8, 3])).toBe(5)
  expect(line([4, 1, 3, 0, 4, 0, 2, 1, 3, 1])).toBe(6)
  expect(line([4, 1, 3, 0, 5, 1, 3, 3])).toBe(8)
  expect(line([4, 1, 6, 0, 8, 3])).toBe(10)
  expect(line([6, 1, 2, 0, 4, 33])).toBe(13)
})
