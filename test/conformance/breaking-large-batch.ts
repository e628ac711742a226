import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CompileCache, compile, createCompileCache, encodeImage, type Image } from '@wireproof/compiler'
import { diff, type Policy } from '@wireproof/diff-engine'
import { parseBufFindings, startBuf } from '../support/buf.ts'
import { tarOf } from '../support/tar-archive.ts'
import { type BreakingCase, bufConfig, type Comparison, keyOfBufs, keyOfOurs } from './breaking-against-buf.ts'

type Side = 'prev' | 'next'

const WHOLE = { sourceInfo: true, imageExtension: true }

/**
 * How buf gets a side: as an archive of sources, which it compiles itself, or as the image that our compiler makes of
 * them. That ours are the images of buf is shown by tests of their own; it takes buf a tenth of the time.
 */
type Form = 'tar' | 'binpb'

/**
 * Hundreds of cases in one file a side. buf compares them in one process, while we do the same beside it. Which cases are
 * valid is said by our compiler; that buf agrees is seen to: from sources it must take all that are, and it must take
 * none of the others.
 */
export class LargeBatch {
  /** The cases that compile on both sides. */
  readonly cases: readonly BreakingCase[]
  readonly invalid: readonly BreakingCase[]
  readonly #images: Readonly<Record<Side, Image>>
  readonly #form: Form
  readonly #root = mkdtempSync(join(tmpdir(), 'wireproof-large-batch-'))

  constructor(cases: readonly BreakingCase[], form: Form = 'binpb') {
    this.#form = form
    const caches = { prev: createCompileCache(), next: createCompileCache() }
    const names = new Set((['prev', 'next'] as const).flatMap((side) => compileSide(cases, side, caches[side]).invalid))
    this.cases = cases.filter(({ name }) => !names.has(name))
    this.invalid = cases.filter(({ name }) => names.has(name))
    const imageOf = (side: Side) => {
      const { image } = compileSide(this.cases, side, caches[side])
      if (image === undefined) throw new Error('what compiles with others does not compile without them')
      return image
    }
    this.#images = { prev: imageOf('prev'), next: imageOf('next') }
    for (const side of ['prev', 'next'] as const) {
      if (form === 'tar') this.#write(side, this.cases)
      else writeFileSync(join(this.#root, `${side}.binpb`), encodeImage(this.#images[side], WHOLE))
    }
  }

  /** What both say under a policy. */
  async compare(policy: Policy): Promise<Comparison> {
    const [next, prev] = [`next.${this.#form}`, `prev.${this.#form}`]
    const args = ['breaking', next, '--against', prev, '--error-format', 'json']
    if (policy.excludeImports) args.push('--exclude-imports')
    const running = this.#buf([...args, '--config', bufConfig(policy)])
    const ours = diff(this.#images.prev, this.#images.next, policy).map(keyOfOurs).sort()
    const { code, stdout, stderr } = await running
    if (code !== 0 && code !== 100) throw new Error(`buf breaking ended with ${code}: ${stderr}`)
    return { ours, bufs: parseBufFindings(stdout).map(keyOfBufs).sort() }
  }

  /** The cases, of those that do not compile here, that buf takes. */
  async findTakenByBuf(): Promise<string[]> {
    const rejected = new Set<string>()
    for (const side of ['prev', 'next'] as const) {
      if (this.invalid.length === 0) break
      this.#write(`invalid-${side}`, this.invalid, side)
      const { stdout, stderr } = await this.#buf(['build', `invalid-${side}.tar`, '--error-format', 'json'])
      for (const { path = '' } of parseBufFindings(stdout + stderr)) rejected.add(path.split('/')[0] ?? '')
    }
    return this.invalid.filter(({ name }) => !rejected.has(name)).map(({ name }) => name)
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }

  #write(name: string, cases: readonly BreakingCase[], side = name as Side): void {
    writeFileSync(join(this.#root, `${name}.tar`), tarOf(filesOf(cases, side)))
  }

  #buf(args: readonly string[]) {
    return startBuf(args, { cwd: this.#root, home: this.#root })
  }
}

function filesOf(cases: readonly BreakingCase[], side: Side): Record<string, string> {
  return Object.assign({}, ...cases.map((one) => one[side]))
}

function compileSide(
  cases: readonly BreakingCase[],
  side: Side,
  cache: CompileCache,
): { image: Image | undefined; invalid: string[] } {
  const files = filesOf(cases, side)
  const { image, diagnostics } = compile(Object.keys(files), (path) => files[path], { cache })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return { image, invalid: errors.map(({ file }) => file.split('/')[0] ?? '') }
}
