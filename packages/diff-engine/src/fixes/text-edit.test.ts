import { expect, test } from 'vitest'
import { applyEdits, mergeEdits, type TextEdit } from './text-edit.ts'

const edit = (start: number, end: number, newText: string, path = 'a.proto'): TextEdit => ({
  path,
  start,
  end,
  newText,
})

test('edits are sorted, the same one is there once, and of two that overlap the first', () => {
  const merged = mergeEdits([
    edit(6, 9, 'X'),
    edit(0, 2, 'Y'),
    edit(6, 9, 'X'),
    edit(8, 10, 'Z'),
    edit(0, 1, '', 'A.proto'),
  ])
  expect(merged).toEqual([edit(0, 1, '', 'A.proto'), edit(0, 2, 'Y'), edit(6, 9, 'X')])
})

test('insertions at one place stay in order; one inside of what is replaced is left out, one at its edge is not', () => {
  const merged = mergeEdits([edit(3, 3, 'a'), edit(3, 3, 'b'), edit(3, 6, 'c'), edit(4, 4, 'no'), edit(6, 6, 'd')])
  expect(applyEdits('0123456789', merged)).toBe('012abcd6789')
  expect(mergeEdits([edit(4, 4, 'x'), edit(3, 6, 'no')])).toEqual([edit(4, 4, 'x')])
})

test('a file that is not there is made', () => {
  expect(applyEdits('', [edit(0, 0, 'syntax = "proto3";\n')])).toBe('syntax = "proto3";\n')
})
