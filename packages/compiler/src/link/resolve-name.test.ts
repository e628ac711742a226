import { expect, test } from 'vitest'
import { compileTexts, descriptorOf, errorsOf, imageOf } from '../testing/compile-text.ts'

/** The type that a field `x` of message M gets. */
function typeOf(text: string): string | undefined {
  return descriptorOf(text)
    .messageType.find(({ name }) => name === 'M')
    ?.field.find(({ name }) => name === 'x')?.typeName
}

test('the innermost scope comes first', () => {
  expect(typeOf('package p; message N {} message M { message N {} optional N x = 1; }')).toBe('.p.M.N')
})

test('what is no type is passed over', () => {
  expect(typeOf('package p; message N {} message M { optional int32 N = 2; optional N x = 1; }')).toBe('.p.N')
})

test('the first component decides', () => {
  const text = 'package p;\nmessage N { message O {} }\nmessage M {\n  message N {}\n  optional N.O x = 1;\n}'
  expect(errorsOf(text)).toEqual(['unresolved-name 5:12'])
  expect(compileTexts(text).diagnostics[0]?.hint).toContain('`p.M.N.O` was expected')
})

test('the first component can be a package on the way', () => {
  const texts = {
    'a.proto': 'package a.b.c.v1; import "b.proto"; message M { optional c.v1.N x = 1; }',
    'b.proto': 'package a.b.c.v1; message N {}',
  }
  expect(imageOf(texts).files[1]?.proto.messageType[0]?.field[0]?.typeName).toBe('.a.b.c.v1.N')
})

test('a leading dot makes a name absolute', () => {
  expect(typeOf('package p; message N {} message M { message p {} optional .p.N x = 1; }')).toBe('.p.N')
  expect(errorsOf('package p;\nmessage M { optional .M x = 1; }')).toEqual(['unresolved-name 2:22'])
})

test('a name of another kind', () => {
  expect(errorsOf('message M {}\nservice S {\n  rpc R(S) returns (M);\n}')).toEqual(['wrong-kind-of-name 3:9'])
})

test('an import counts as used through what it imports publicly', () => {
  const image = imageOf({
    'a.proto': 'import "b.proto"; message M { optional C x = 1; }',
    'b.proto': 'import public "c.proto";',
    'c.proto': 'message C {}',
  })
  expect(image.files.find(({ path }) => path === 'a.proto')?.unusedDependencies).toEqual([])
})

test('local types stay in their file', () => {
  const texts = {
    'a.proto': 'edition = "2024"; import "b.proto";\nmessage M { N x = 1; O y = 2; O.P z = 3; }',
    'b.proto': 'edition = "2024"; local message N {} message O { message P {} }',
  }
  expect(errorsOf(texts)).toEqual(['name-not-visible 2:13', 'name-not-visible 2:31'])
})

test('a local message of another file does not lead to what it exports, but for full names', () => {
  const hidden = 'edition = "2024"; package p.q; local message M { export message N {} }'
  const shown = 'edition = "2024"; package p; export message M { export message N {} }'
  const uses = (name: string, imports: string) =>
    errorsOf({
      'hidden.proto': hidden,
      'shown.proto': shown,
      'a.proto': `edition = "2024"; package p.q; ${imports}\nmessage U { ${name} n = 1; }`,
    })
  expect(uses('M.N', 'import "hidden.proto";')).toEqual(['unresolved-name 2:13'])
  expect(uses('p.q.M.N', 'import "hidden.proto";')).toEqual([])
  expect(uses('M.N', 'import "hidden.proto"; import "shown.proto";')).toEqual([])
  const root = { 'root.proto': 'edition = "2024"; local message M { export message N {} }' }
  expect(errorsOf({ ...root, 'a.proto': 'edition = "2024"; import "root.proto"; message U { M.N n = 1; }' })).toEqual(
    [],
  )
})
