import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { compile, type Diagnostic } from '@wireproof/compiler'
import { buildFolder } from './build-with-buf.ts'
import { compareImages } from './compare-images.ts'
import { compareSourceInfo } from './source-info-compare.ts'

export interface TreeComparison {
  /** Files of the folder in which we find an error; buf finds its first one at the same place. */
  readonly refused: readonly string[]
  /** Files of the image of all others, with what they import from outside of the folder. */
  readonly files: number
  readonly locations: number
  /** The first thing of each file that differs: verdict, place of the first error, descriptor or source info. */
  readonly differences: readonly string[]
}

/**
 * Compares all that we and buf make of the .proto files in `folder`. Files with errors are removed from it, and those
 * that cannot be without them. What buf needs to write goes into `work`.
 */
export function compareTree(work: string, folder: string): TreeComparison {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const there = new Set(all.filter((path) => path.endsWith('.proto')).sort())
  const compileAll = () =>
    compile([...there], (path) => (there.has(path) ? readFileSync(join(folder, path)) : undefined))
  let ours = compileAll()
  const verdicts = firstPlaces(ours.diagnostics)
  let build = buildFolder(work, folder)
  const differences = differencesOf(verdicts, build.errors)
  const refused = [...verdicts.keys()]
  for (let faulty = refused; faulty.length > 0; faulty = [...firstPlaces(ours.diagnostics).keys()]) {
    for (const path of faulty) {
      there.delete(path)
      rmSync(join(folder, path))
    }
    ours = compileAll()
  }
  if (refused.length > 0) build = buildFolder(work, folder)
  if (ours.image === undefined || build.image === undefined) {
    throw new Error(`what is left does not build: ${JSON.stringify([...build.errors])}`)
  }
  const descriptors = compareImages(ours.image, build.image)
  const { files, locations, differences: others } = compareSourceInfo(ours.image, build.image)
  return { refused, files, locations, differences: [...differences, ...descriptors.differences, ...others] }
}

/** By path, where the first error is. */
function firstPlaces(diagnostics: readonly Diagnostic[]): Map<string, string> {
  const places = new Map<string, string>()
  for (const { severity, file, span } of diagnostics) {
    if (severity !== 'error' || places.has(file)) continue
    places.set(file, `${span?.start.line}:${span?.start.column}`)
  }
  return places
}

function differencesOf(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, readonly (readonly [number, number])[]>,
): string[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((path) => {
    const own = ours.get(path) ?? 'nowhere'
    const other = theirs.get(path)?.[0]?.join(':') ?? 'nowhere'
    return own === other ? [] : [`${path}: our first error is ${own}, buf's ${other}`]
  })
}
