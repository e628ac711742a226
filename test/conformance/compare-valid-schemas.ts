import { compile } from '@wireproof/compiler'
import { buildFiles } from './build-with-buf.ts'
import { compareImages } from './compare-images.ts'
import { compareSourceInfo } from './source-info-compare.ts'
import { validSchema } from './valid-schema.ts'

export interface ValidSchemasComparison {
  /** How many .proto files were made. */
  readonly files: number
  readonly locations: number
  /** Schemas that buf or we refuse, and what differs in those that are built. */
  readonly differences: readonly string[]
}

/** Builds as many random valid schemas, of two files each, as one module, with us and with buf, and compares everything. */
export function compareValidSchemas(firstSeed: number, count: number): ValidSchemasComparison {
  const files: Record<string, string> = {}
  for (let index = 0; index < count; index++) Object.assign(files, validSchema(firstSeed + index, index))
  const { image: ours, diagnostics } = compile(Object.keys(files).sort(), (path) => files[path])
  const { image: theirs, errors } = buildFiles(files)
  const errorsOfOurs = diagnostics.filter(({ severity }) => severity === 'error')
  const refused = [
    ...errorsOfOurs.map(({ file, span, message }) => `we refuse ${file}:${span?.start.line}: ${message}`),
    ...Array.from(errors, ([path, places]) => `buf refuses ${path}:${places[0]?.join(':')}`),
  ]
  if (ours === undefined || theirs === undefined) return { files: 0, locations: 0, differences: refused }
  const descriptors = compareImages(ours, theirs)
  const sourceInfo = compareSourceInfo(ours, theirs)
  return {
    files: Object.keys(files).length,
    locations: sourceInfo.locations,
    differences: [...refused, ...descriptors.differences, ...sourceInfo.differences],
  }
}
