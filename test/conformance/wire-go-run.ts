import { SchemaIndex } from '../../packages/diff-engine/src/schema/schema-index.ts'
import { imageOf } from '../../packages/diff-engine/src/testing/image-of.ts'
import { isSameReading } from '../../packages/diff-engine/src/wire/decoders/same-reading.ts'
import { type ProvenLoss, proveOneWay } from '../../packages/diff-engine/src/wire/prove-one-way.ts'
import { readJson } from '../../packages/diff-engine/src/wire/read-json.ts'
import { SchemaShapes } from '../../packages/diff-engine/src/wire/schema-shapes.ts'
import type { MessageShape } from '../../packages/diff-engine/src/wire/shape.ts'
import { confirmAll } from '../../packages/diff-engine/src/wire/testing/oracle.ts'
import { CATALOGUE, catalogueFiles } from '../../packages/diff-engine/src/wire/testing/shape-catalogue.ts'
import { writeJson } from '../../packages/diff-engine/src/wire/write-json.ts'
import { GoDecoder } from './wire-go-decoder.ts'

export interface GoRun {
  readonly processes: number
  readonly proofs: number
  readonly confirmed: number
  readonly unconfirmed: Readonly<Record<string, number>>
  readonly unexplained: readonly string[]
}

interface Sample {
  /** Every n-th reader and every n-th writer of the catalogue. */
  readonly readerStep: number
  readonly writerStep: number
  /** A rejected payload takes a process of its own: so many of each reader and reason. */
  readonly maxRejects: number
}

/** Runs proofs of the catalogue through `buf convert`; relays are left out. */
export function runGo(folder: string, { readerStep, writerStep, maxRejects }: Sample): GoRun {
  const files = catalogueFiles()
  const shapes = new SchemaShapes(new SchemaIndex('prev', imageOf(files)))
  const all = CATALOGUE.flatMap(({ name }) => shapes.find(`wire.v1.${name}`) ?? [])
  const readers = all.filter((_, i) => i % readerStep === 0)
  const decoder = new GoDecoder(
    folder,
    files,
    readers.map(({ fullName }) => fullName.slice('wire.v1.'.length)),
  )
  const unconfirmed: Record<string, number> = {}
  const run = { proofs: 0, confirmed: 0, unexplained: [] as string[] }
  readers.forEach((reader, i) => {
    const writers = all.filter((_, j) => (i + j) % writerStep === 0)
    for (const format of ['binary', 'json'] as const) {
      const options = { format, profile: 'ignoreUnknown' as const }
      const proofs = pick(
        writers
          .flatMap((writer) => proveOneWay({ writer, reader }, options))
          .filter((proof) => isAskable(reader, proof)),
        maxRejects,
      )
      decoder.load(
        reader,
        proofs.filter(({ lossClass }) => lossClass !== 'reject').map(({ trial }) => trial.payload),
      )
      const report = confirmAll([decoder], proofs, options)
      run.proofs += proofs.length
      run.confirmed += report.confirmed
      run.unexplained.push(...report.unexplained)
      for (const [rows, count] of report.unconfirmed) unconfirmed[rows] = (unconfirmed[rows] ?? 0) + count
    }
  })
  return { ...run, unconfirmed, processes: decoder.runs }
}

/** `buf convert` shows what it read in the other format: what that can't say (text that is no UTF-8) is left out. */
function isAskable(reader: MessageShape, { lossClass, trial }: ProvenLoss): boolean {
  if (lossClass === 'relay') return false
  if (typeof trial.payload === 'string' || trial.result.value === undefined) return true
  const text = writeJson(reader, trial.result.value)
  const shown = text === undefined ? undefined : readJson(reader, text, { profile: 'strict' }).value
  return shown !== undefined && isSameReading(reader, trial.result, { value: shown })
}

function pick(proofs: readonly ProvenLoss[], maxRejects: number): ProvenLoss[] {
  const rejects = new Map<string, number>()
  return proofs.filter(({ trial }) => {
    if (trial.result.error === undefined) return true
    const { reason } = trial.result.error
    const count = (rejects.get(reason) ?? 0) + 1
    rejects.set(reason, count)
    return count <= maxRejects
  })
}
