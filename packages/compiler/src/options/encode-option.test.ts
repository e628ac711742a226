import { expect, test } from 'vitest'
import { encodedOptions } from '../testing/option-schema.ts'

test('extensions of a message come first, then fields by number, members of oneofs last', () => {
  expect(encodedOptions('option (o.opt) = { os: "x" si: -1 s: "y" i: 1 [o.ext]: 2 };')).toEqual([
    '50000: 0da00602080112017978014a0178',
  ])
})

test('extensions of the options come by number', () => {
  expect(encodedOptions('option (o.r) = 1; option (o.i) = 2; option (o.r) = 3;')).toEqual([
    '50001: 02',
    '50002: 01',
    '50002: 03',
  ])
})

test('packed as declared, groups between tags', () => {
  expect(encodedOptions('option (o.opt) = { r: [1, 2] p: [1, 2] grp { x: 1 } };')).toEqual([
    '50000: 0c180118022202010243080144',
  ])
})

test('the content of an Any stays as it is written, with all repeated numbers packed', () => {
  expect(encodedOptions('option (o.opt).any = { [type.googleapis.com/o.Opt] { s: "x" r: [1, 2] i: 1 } };')).toEqual([
    `50000: 285a260a19${hex('type.googleapis.com/o.Opt')}12091201781a0201020801`,
  ])
})

function hex(text: string): string {
  return [...text].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
