import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SchemaIndex } from '../../packages/diff-engine/src/schema/schema-index.ts'
import { imageOf } from '../../packages/diff-engine/src/testing/image-of.ts'
import { DEVIATIONS } from '../../packages/diff-engine/src/wire/decoders/deviations.ts'
import { isSameReading } from '../../packages/diff-engine/src/wire/decoders/same-reading.ts'
import { SchemaShapes } from '../../packages/diff-engine/src/wire/schema-shapes.ts'
import {
  DEVIATION_EXAMPLES,
  exampleFile,
  examplePayload,
} from '../../packages/diff-engine/src/wire/testing/deviation-examples.ts'
import { read } from '../../packages/diff-engine/src/wire/trial.ts'
import { GoDecoder } from './wire-go-decoder.ts'

const folder = mkdtempSync(join(tmpdir(), 'wireproof-deviations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(DEVIATION_EXAMPLES.filter(({ id }) => id.startsWith('go-')))('$id', (example) => {
  const text = exampleFile(example).replace('package a.v1', 'package wire.v1')
  const shape = new SchemaShapes(new SchemaIndex('prev', imageOf({ 'wire/a.proto': text }))).find('wire.v1.R')!
  const decoder = new GoDecoder(join(folder, example.id), { 'wire/a.proto': text }, ['R'])
  const expected = read(shape, examplePayload(example), 'ignoreUnknown', undefined)
  const observed = decoder.read(shape, examplePayload(example))
  expect(DEVIATIONS.find(({ id }) => id === example.id)?.predicts(observed)).toBe(true)
  expect(isSameReading(shape, expected, observed)).toBe(false)
})
