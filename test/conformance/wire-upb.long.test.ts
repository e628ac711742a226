import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SchemaIndex } from '../../packages/diff-engine/src/schema/schema-index.ts'
import { imageOf } from '../../packages/diff-engine/src/testing/image-of.ts'
import { DEVIATIONS } from '../../packages/diff-engine/src/wire/decoders/deviations.ts'
import { isSameReading } from '../../packages/diff-engine/src/wire/decoders/same-reading.ts'
import { proveOneWay } from '../../packages/diff-engine/src/wire/prove-one-way.ts'
import { SchemaShapes } from '../../packages/diff-engine/src/wire/schema-shapes.ts'
import {
  DEVIATION_EXAMPLES,
  exampleFile,
  examplePayload,
} from '../../packages/diff-engine/src/wire/testing/deviation-examples.ts'
import { confirmAll } from '../../packages/diff-engine/src/wire/testing/oracle.ts'
import { CATALOGUE, catalogueFiles } from '../../packages/diff-engine/src/wire/testing/shape-catalogue.ts'
import { read } from '../../packages/diff-engine/src/wire/trial.ts'
import { runBuf } from '../support/buf.ts'
import { UpbDecoder } from './wire-upb-decoder.ts'

/** The version that the table of deviations speaks of. */
const PACKAGE = 'protobuf==7.36.2'
const NEEDS = `needs python3 with venv, and ${PACKAGE} from a package index`
const folder = mkdtempSync(join(tmpdir(), 'wireproof-upb-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A Python with the package in an environment of its own; undefined where there is no Python or no package index. */
function preparePython(): string | undefined {
  const environment = join(folder, 'venv')
  const python = join(environment, 'bin', 'python')
  const made = spawnSync('python3', ['-m', 'venv', environment])
  if (made.status !== 0) return undefined
  return spawnSync(python, ['-m', 'pip', 'install', '--quiet', PACKAGE]).status === 0 ? python : undefined
}

function buildImage(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true })
    writeFileSync(join(folder, name, path), text)
  }
  const image = `${name}.binpb`
  const built = runBuf(['build', name, '--as-file-descriptor-set', '-o', image], { cwd: folder, home: folder })
  if (built.code !== 0) throw new Error(built.stderr)
  return join(folder, image)
}

const python = preparePython()

test('upb reads the proofs of the whole catalogue as they say', (context) => {
  if (python === undefined) return context.skip(NEEDS)
  const shapes = new SchemaShapes(new SchemaIndex('prev', imageOf(catalogueFiles())))
  const all = CATALOGUE.flatMap(({ name }) => shapes.find(`wire.v1.${name}`) ?? [])
  const proofs = all.flatMap((writer) =>
    all.flatMap((reader) =>
      (['binary', 'json'] as const).flatMap((format) =>
        proveOneWay({ writer, reader }, { format, profile: 'ignoreUnknown' })
          .filter(({ lossClass }) => lossClass !== 'relay')
          .map((proof) => ({ format, proof })),
      ),
    ),
  )
  const cases = proofs.map(({ proof }) => ({ shape: proof.place.pair.reader, payload: proof.trial.payload }))
  const decoder = new UpbDecoder(python, buildImage('catalogue', catalogueFiles()), cases)
  const reports = (['binary', 'json'] as const).map((format) =>
    confirmAll(
      [decoder],
      proofs.filter((one) => one.format === format).map(({ proof }) => proof),
      { format, profile: 'ignoreUnknown' },
    ),
  )
  console.log(
    reports.map(({ confirmed, unconfirmed, unexplained }) => ({
      confirmed,
      unconfirmed,
      unexplained: unexplained.length,
    })),
  )
  expect(reports.flatMap(({ unexplained }) => unexplained)).toEqual([])
})

test.for(DEVIATION_EXAMPLES.filter(({ id }) => id.startsWith('upb-')))('$id', (example, context) => {
  if (python === undefined) return context.skip(NEEDS)
  const files = { 'a.proto': exampleFile(example) }
  const shape = new SchemaShapes(new SchemaIndex('prev', imageOf(files))).find('a.v1.R')!
  const payload = examplePayload(example)
  const decoder = new UpbDecoder(python, buildImage(example.id, files), [{ shape, payload }])
  const observed = decoder.read(shape, payload)
  const expected = read(shape, payload, 'ignoreUnknown', undefined)
  expect(DEVIATIONS.find(({ id }) => id === example.id)?.predicts(observed)).toBe(true)
  expect(isSameReading(shape, expected, observed)).toBe(false)
})
