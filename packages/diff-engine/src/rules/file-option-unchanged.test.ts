import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

const VALUES: readonly (readonly [string, string, string])[] = [
  ['cc_enable_arenas', 'true', 'false'],
  ['cc_generic_services', 'false', 'true'],
  ['csharp_namespace', '"a"', '"b"'],
  ['go_package', '"a"', '"b"'],
  ['java_generic_services', 'false', 'true'],
  ['java_multiple_files', 'false', 'true'],
  ['java_outer_classname', '"a"', '"b"'],
  ['java_package', '"a"', '"b"'],
  ['objc_class_prefix', '"a"', '"b"'],
  ['optimize_for', 'SPEED', 'CODE_SIZE'],
  ['php_class_prefix', '"a"', '"b"'],
  ['php_metadata_namespace', '"a"', '"b"'],
  ['php_namespace', '"a"', '"b"'],
  ['py_generic_services', 'false', 'true'],
  ['ruby_package', '"a"', '"b"'],
  ['swift_prefix', '"a"', '"b"'],
]

test.each(VALUES)('%s', (option, from, to) => {
  const rule = `FILE_SAME_${option.toUpperCase()}`
  const set = (value: string) => `option ${option} = ${value};`
  expect(placesOf(rule, set(from), set(to))).toEqual([`a.proto | ${set(to)}`])
  expect(placesOf(rule, set(to), '')).toEqual(['a.proto | *'])
  expect(check(rule, set(from), `message M {}\n${set(from)}`)).toEqual([])
  // A value that is no default counts as a change, a default does not.
  expect(check(rule, '', set(from))).toHaveLength(from.startsWith('"') ? 1 : 0)
})

test('the wording', () => {
  expect(check('FILE_SAME_GO_PACKAGE', 'option go_package = "a";', 'option go_package = "b";')).toMatchInlineSnapshot(`
    [
      "a.proto | option go_package = "b"; | Option go_package of file "a.proto" changed from "a" to "b". Go code that uses the generated code may no longer build; data is not affected. Set go_package back to "a".",
    ]
  `)
  expect(check('FILE_SAME_OPTIMIZE_FOR', '', 'option optimize_for = CODE_SIZE;')).toMatchInlineSnapshot(`
    [
      "a.proto | option optimize_for = CODE_SIZE; | Option optimize_for of file "a.proto" changed from SPEED to CODE_SIZE. C++ and Java code that uses the generated code may no longer build; data is not affected. Set optimize_for back to SPEED.",
    ]
  `)
})
