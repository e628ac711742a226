import { compile } from '@wireproof/compiler'
import { BufFailure, buildFiles, type Place } from './build-with-buf.ts'
import { createRandom } from './compiler-robustness.ts'
import { fillIn, type MutantPool, packageOf } from './mutant-pool.ts'
import { MUTATIONS, type MutationKind, mutateSchema } from './mutate-schema.ts'

/** A valid schema with one change. */
interface Mutant {
  readonly index: number
  readonly kind: MutationKind
  readonly text: string
}

/** What a compiler says first about a mutant; undefined where it accepts it. */
interface Answer {
  readonly place: Place
  /** Our code, or buf's message. */
  readonly what: string
}

const KINDS = Object.keys(MUTATIONS) as MutationKind[]

/** The mutant of an index: the same at any time and on every machine. */
function createMutant({ groups }: MutantPool, index: number): Mutant {
  const random = createRandom(index * 7919 + 17)
  const of = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(random() * choices.length)]
    if (choice === undefined) throw new Error('nothing to choose from')
    return choice
  }
  for (;;) {
    const kind = of(KINDS)
    const text = mutateSchema(fillIn(of(of(groups)), index), kind, random)
    if (text !== undefined) return { index, kind, text }
  }
}

function mutantPath({ index }: Pick<Mutant, 'index'>): string {
  return `${packageOf(index)}/case.proto`
}

/** The first answer of our compiler to each mutant, in order. */
function askWireproof(mutants: readonly Mutant[], imports: MutantPool['imports']): (Answer | undefined)[] {
  const files = filesOf(mutants, imports)
  const { diagnostics } = compile(mutants.map(mutantPath), (path) => files[path])
  const first = new Map<string, Answer>()
  for (const { severity, file, span, code } of diagnostics) {
    if (severity !== 'error' || first.has(file)) continue
    first.set(file, { place: [span?.start.line ?? 0, span?.start.column ?? 0], what: code })
  }
  return mutants.map((mutant) => first.get(mutantPath(mutant)))
}

/** The answers of `buf build`; `crash` for a mutant that it does not survive. */
function askBuf(mutants: readonly Mutant[], imports: MutantPool['imports']): (Answer | 'crash' | undefined)[] {
  try {
    const { errors, messages } = buildFiles(filesOf(mutants, imports))
    return mutants.map((mutant) => {
      const path = mutantPath(mutant)
      const place = errors.get(path)?.[0]
      return place === undefined ? undefined : { place, what: messages.get(path)?.[0] ?? '' }
    })
  } catch (error) {
    if (!(error instanceof BufFailure)) throw error
    if (mutants.length === 1) return ['crash']
    const half = Math.ceil(mutants.length / 2)
    return [...askBuf(mutants.slice(0, half), imports), ...askBuf(mutants.slice(half), imports)]
  }
}

function filesOf(mutants: readonly Mutant[], imports: MutantPool['imports']): Readonly<Record<string, string>> {
  return { ...imports, ...Object.fromEntries(mutants.map((mutant) => [mutantPath(mutant), mutant.text])) }
}

/** What came of a comparison. */
export interface MutantComparison {
  readonly count: number
  /** Mutants that both accept, or that both complain about first at the same place. */
  readonly agreeing: number
  /** Mutants that make buf crash: nothing can be compared then. */
  readonly crashes: number
}

/** Mutants for one run of buf: many, since every run reads the imports again; few enough for a crash to cost little. */
const BATCH = 400

/** Compares the first answers of both compilers to the mutants of `count` indexes from `first` on. */
export function compareMutants(pool: MutantPool, first: number, count: number): MutantComparison {
  let agreeing = 0
  let crashes = 0
  for (let start = first; start < first + count; start += BATCH) {
    const length = Math.min(BATCH, first + count - start)
    const mutants = Array.from({ length }, (_, index) => createMutant(pool, start + index))
    const ours = askWireproof(mutants, pool.imports)
    for (const [index, theirs] of askBuf(mutants, pool.imports).entries()) {
      const own = ours[index]
      if (theirs === 'crash') crashes++
      else if (own?.place.join() === theirs?.place.join()) agreeing++
    }
  }
  return { count, agreeing, crashes }
}
