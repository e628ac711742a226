import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

const message = 'message M { extensions 10 to 20; }'

test('two extensions of one number in a file', () => {
  expect(errorsOf(`${message}\nextend M {\n  optional int32 a = 10;\n  optional int32 b = 10;\n}`)).toEqual([
    'duplicate-extension-number 4:22',
  ])
})

test('two extensions of one number in files that do not know each other', () => {
  const extend = (name: string) => `import "m.proto";\nextend M { optional int32 ${name} = 10; }`
  expect(errorsOf({ 'm.proto': message, 'a.proto': extend('a'), 'b.proto': extend('b') })).toEqual([
    'b.proto duplicate-extension-number 2:31',
  ])
})
