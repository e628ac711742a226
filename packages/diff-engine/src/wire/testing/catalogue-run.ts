import { SchemaIndex } from '../../schema/schema-index.ts'
import { imageOf } from '../../testing/image-of.ts'
import { makeEsDecoder } from '../decoders/es-decoder.ts'
import { makeJsDecoder } from '../decoders/js-decoder.ts'
import { SchemaShapes } from '../schema-shapes.ts'
import { confirmAll, runOracle } from './oracle.ts'
import { CATALOGUE, catalogueFiles } from './shape-catalogue.ts'

export interface CatalogueRun {
  readonly pairs: number
  readonly payloads: number
  readonly proofs: number
  readonly confirmed: number
  /** Proofs that neither decoder of this process could confirm, by the deviations in the way. */
  readonly unconfirmed: Readonly<Record<string, number>>
  readonly unsound: readonly string[]
  readonly imprecise: readonly string[]
  readonly unexplained: readonly string[]
}

/**
 * Runs every `step`-th ordered pair of shapes of the catalogue, in both formats: an ordered pair is one direction, so
 * both directions are there. `step` should share no factor with the number of shapes, to meet all of them.
 */
export function runCatalogue(step: number): CatalogueRun {
  const image = imageOf(catalogueFiles())
  const shapes = new SchemaShapes(new SchemaIndex('prev', image))
  const files = image.files.map(({ proto }) => proto)
  const decoders = [makeEsDecoder(files), makeJsDecoder(files)]
  const all = CATALOGUE.flatMap(({ name }) => shapes.find(`wire.v1.${name}`) ?? [])
  const unconfirmed: Record<string, number> = {}
  const run = { pairs: 0, payloads: 0, proofs: 0, confirmed: 0, unconfirmed }
  const failures = { unsound: [] as string[], imprecise: [] as string[], unexplained: [] as string[] }
  for (let i = 0; i < all.length ** 2; i += step) {
    const [writer, reader] = [all[Math.floor(i / all.length)], all[i % all.length]]
    if (writer === undefined || reader === undefined) continue
    run.pairs++
    for (const format of ['binary', 'json'] as const) {
      const options = { format, profile: 'ignoreUnknown' as const }
      const report = runOracle({ writer, reader }, options)
      const confirmation = confirmAll(decoders, report.proofs, options)
      run.payloads += report.payloads
      run.proofs += report.proofs.length
      run.confirmed += confirmation.confirmed
      for (const [rows, count] of confirmation.unconfirmed) unconfirmed[rows] = (unconfirmed[rows] ?? 0) + count
      failures.unsound.push(...report.unsound)
      failures.imprecise.push(...report.imprecise)
      failures.unexplained.push(...confirmation.unexplained)
    }
  }
  return { ...run, ...failures }
}
