import { expect, test } from 'vitest'
import { planSteps } from './part-steps.ts'

const FILES: Readonly<Record<string, string>> = {
  'base.proto': 'syntax = "proto3";\n',
  'middle.proto': 'syntax = "proto3";\nimport public "base.proto";\n',
  'a.proto': 'syntax = "proto3";\nimport "middle.proto";\n',
  'b.proto': 'syntax = "proto3";\nimport \'missing.proto\';\n',
  'c.proto': 'syntax = "proto3";\nimport "middle.proto";\n',
  'empty.proto': '',
}
const resolve = (path: string) => FILES[path]

test('steps are as long as they may be, in the order of the roots', () => {
  const roots = ['a.proto', 'b.proto', 'c.proto']
  expect(planSteps(roots, resolve, 1_000_000).map((step) => step.roots)).toEqual([roots])
  expect(planSteps(roots, resolve, 50).map((step) => step.roots)).toEqual([['a.proto', 'b.proto'], ['c.proto']])
  expect(planSteps(['empty.proto', 'a.proto'], resolve, 1).map((step) => step.roots)).toEqual([
    ['empty.proto'],
    ['a.proto'],
  ])
  expect(planSteps([], resolve, 1)).toEqual([])
})

test('what a later step imports, in however many steps, is needed until then', () => {
  const steps = planSteps(['a.proto', 'b.proto', 'c.proto'], resolve, 1)
  expect(steps.map(({ needed }) => [...needed].sort())).toEqual([
    ['b.proto', 'base.proto', 'c.proto', 'middle.proto', 'missing.proto'],
    ['base.proto', 'c.proto', 'middle.proto'],
    [],
  ])
})

test('imports that go round in a circle end the search, not the program', () => {
  const circle: Readonly<Record<string, string>> = {
    'x.proto': 'import "y.proto";\n',
    'y.proto': 'import "x.proto";\n',
  }
  expect(planSteps(['x.proto', 'y.proto'], (path) => circle[path], 1)).toHaveLength(2)
})
