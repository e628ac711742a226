import { expect, test } from 'vitest'
import { encodedOptions } from '../testing/option-schema.ts'

test('repeated fields add up, messages merge, the last scalar stays', () => {
  expect(encodedOptions('option (o.opt) = { m { i: 1 r: 1 m { i: 5 } } m { i: 2 r: 2 m { s: "x" } } };')).toEqual([
    '50000: 0f2a0d0802180118022a050805120178',
  ])
})

test('the last member of a oneof stays', () => {
  expect(encodedOptions('option (o.opt) = { m { os: "x" } m { om { } } };')).toEqual(['50000: 042a025200'])
})
