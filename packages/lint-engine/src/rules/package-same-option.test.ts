import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const file = (option = '') => `syntax = "proto3"; package a; ${option}`

test.each(['csharp_namespace', 'go_package', 'java_package', 'php_namespace', 'ruby_package', 'swift_prefix'])(
  '%s',
  (name) => {
    const rule = `PACKAGE_SAME_${name.toUpperCase()}`
    const option = `option ${name} = "X";`
    expect(placesOf(rule, { '1.proto': file(option), '2.proto': file(option), '3.proto': file() })).toEqual([
      `1.proto | ${option}`,
      `2.proto | ${option}`,
      '3.proto | *',
    ])
    expect(placesOf(rule, { '1.proto': file(option), '2.proto': file(option) })).toEqual([])
    expect(placesOf(rule, { '1.proto': file(), '2.proto': file() })).toEqual([])
  },
)

test.each([true, false])('java_multiple_files: %s is another value than none', (value) => {
  const rule = 'PACKAGE_SAME_JAVA_MULTIPLE_FILES'
  const option = `option java_multiple_files = ${value};`
  expect(placesOf(rule, { '1.proto': file(option), '2.proto': file() })).toEqual([`1.proto | ${option}`, '2.proto | *'])
  expect(placesOf(rule, { '1.proto': file(option), '2.proto': file(option) })).toEqual([])
})
