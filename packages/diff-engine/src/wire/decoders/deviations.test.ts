import { expect, test } from 'vitest'
import { SchemaIndex } from '../../schema/schema-index.ts'
import { imageOf } from '../../testing/image-of.ts'
import { SchemaShapes } from '../schema-shapes.ts'
import { DEVIATION_EXAMPLES, exampleFile, examplePayload } from '../testing/deviation-examples.ts'
import { read } from '../trial.ts'
import { writeBinary } from '../write-binary.ts'
import { DEVIATIONS } from './deviations.ts'
import { makeEsDecoder } from './es-decoder.ts'
import { makeJsDecoder } from './js-decoder.ts'
import { isSameReading } from './same-reading.ts'

// The decoders that do not run in this process have their rows tested in test/conformance.
const MAKERS = new Map([
  ['es', makeEsDecoder],
  ['js', makeJsDecoder],
])
const HERE = DEVIATION_EXAMPLES.filter(({ id }) => MAKERS.has(id.slice(0, 2)))

test.each(HERE)('$id: $payload', (example) => {
  const image = imageOf({ 'a.proto': exampleFile(example) })
  const shape = new SchemaShapes(new SchemaIndex('prev', image)).find('a.v1.R')!
  const decoder = MAKERS.get(example.id.slice(0, 2))!(image.files.map(({ proto }) => proto))
  const payload = examplePayload(example)
  const expected = read(shape, payload, 'ignoreUnknown', undefined)
  const observed = decoder.read(shape, payload)
  const row = DEVIATIONS.find(({ id }) => id === example.id)
  expect(row?.predicts(observed)).toBe(true)
  if (example.id === 'js-unknown') {
    expect(decoder.relay(shape, payload)).not.toEqual(writeBinary(shape, expected.value!))
  } else {
    expect(isSameReading(shape, expected, observed)).toBe(false)
  }
})

test('each row has an example, and its id begins with the name of its decoder', () => {
  expect(DEVIATION_EXAMPLES.map(({ id }) => id).sort()).toEqual(DEVIATIONS.map(({ id }) => id).sort())
  for (const { id, decoder } of DEVIATIONS) expect(id.startsWith(`${decoder}-`)).toBe(true)
})
