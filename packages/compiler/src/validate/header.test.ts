import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// The top of a file: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['syntax = "proto4";', ['unknown-syntax 1:10']],
  ['edition = "2022";', ['unknown-syntax 1:11']],
  ['syntax = "2023";', ['wrong-syntax-keyword 1:1']],
  ['edition = "proto3";', ['wrong-syntax-keyword 1:1']],
  ['package p;\nsyntax = "proto3";', ['misplaced-syntax 2:1']],
  ['syntax = "proto3";\nsyntax = "proto3";', ['misplaced-syntax 2:1']],
  ['package p;\npackage p;', ['duplicate-package 2:1']],
  ['package .p;', ['absolute-package 1:9']],
  [
    'package aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;',
    ['package-too-long 1:9'],
  ],
  [
    'package a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a;',
    ['package-too-long 1:9'],
  ],
  [
    'package a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a;',
    [],
  ],
  ['import option "google/protobuf/any.proto";', ['import-option-too-early 1:8']],
  ['edition = "2024"; import weak "google/protobuf/any.proto";', ['import-weak-removed 1:26']],
  [
    'edition = "2024"; import option "google/protobuf/any.proto";\nimport "google/protobuf/empty.proto";',
    ['import-after-import-option 2:1'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
