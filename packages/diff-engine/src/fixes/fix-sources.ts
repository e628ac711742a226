import type { Diagnostic, Image } from '@wireproof/compiler'
import type { Finding } from '../finding.ts'
import { FIX_MANNERS, type FixManner, type TextOf } from './draft.ts'
import type { Fix } from './fix.ts'
import { proposeFixes } from './propose-fixes.ts'
import { applyEdits, mergeEdits, type TextEdit } from './text-edit.ts'

/** Files of a module that is being fixed: import path to text. */
export type Sources = ReadonlyMap<string, string>

/** What fixing needs of those who can compile. */
export interface FixTools {
  readonly prev: Image
  readonly prevText: TextOf
  readonly compile: (sources: Sources) => Compiled
  /** The findings against `prev`, by the policy that counts. */
  readonly check: (next: Image) => Finding[]
}

/** What compiling changed sources came to. */
export interface Compiled {
  /** Undefined when they do not compile. */
  readonly image: Image | undefined
  /** Where they have errors. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface FixResult {
  /** All files as they are to be; those that are to be removed are not among them. */
  readonly sources: Sources
  /** What is still found. */
  readonly remaining: readonly Finding[]
  /** What was found at first and is not any more. */
  readonly fixed: readonly FixedFinding[]
}

/** A finding of the start that is gone, and what was done about it. */
export interface FixedFinding {
  readonly finding: Finding
  readonly fix: Fix
}

/** One fix can bring another finding to light, a few times over: a file that is back must have its messages back. */
const MAX_ROUNDS = 8

/** Compilations that are tried in all: a fix that does not compile is searched for by halves. */
const MAX_ATTEMPTS = 200

/** Files that are compiled in all attempts together: on a tree of thousands each attempt takes seconds. */
const MAX_COMPILED_FILES = 60_000

/** Attempts that every module gets, however large it is. */
const LEAST_ATTEMPTS = 6

/**
 * Fixes what a machine can: whatever comes out compiles, and has fewer findings than before. What does not is not done,
 * so that an edit that would break something else, or change nothing, never gets into a file.
 */
export function fixSources(sources: Sources, next: Image, tools: FixTools): FixResult {
  const first = tools.check(next)
  const run = new FixRun(tools, { sources, image: next, findings: first })
  for (let round = 0; round < MAX_ROUNDS && run.state.findings.length > 0; round++) {
    // What does not do in one manner may do in another.
    if (!FIX_MANNERS.some((manner) => run.improve(manner))) break
  }
  const { sources: fixedSources, findings: remaining } = run.best
  const left = new Set(remaining.map(({ fingerprint }) => fingerprint))
  const gone = first.filter(({ fingerprint }) => !left.has(fingerprint))
  return { sources: fixedSources, remaining, fixed: gone.map((finding) => ({ finding, fix: run.fixOf(finding) })) }
}

interface State {
  readonly sources: Sources
  readonly image: Image
  readonly findings: readonly Finding[]
}

type Proposal = readonly [Finding, Fix]

class FixRun {
  state: State
  /** The state with the fewest findings so far: a step may bring more to light than it puts right. */
  best: State
  readonly #tools: FixTools
  readonly #maxAttempts: number
  #attempts = 0
  /** What was proposed for each finding at first. */
  readonly #proposed = new Map<string, Fix>()

  constructor(tools: FixTools, state: State) {
    this.#tools = tools
    this.state = state
    this.best = state
    const affordable = Math.floor(MAX_COMPILED_FILES / Math.max(state.sources.size, 1))
    this.#maxAttempts = Math.max(LEAST_ATTEMPTS, Math.min(MAX_ATTEMPTS, affordable))
  }

  /** What was done about a finding, or what people were told to do. */
  fixOf({ fingerprint, message }: Finding): Fix {
    return this.#proposed.get(fingerprint) ?? { summary: message, edits: [] }
  }

  /** Does what of the proposed fixes makes things better; false when nothing does. */
  improve(manner: FixManner): boolean {
    const { prev, prevText } = this.#tools
    const { sources, image, findings } = this.state
    const nextText = (path: string) => sources.get(path)
    const proposed = proposeFixes(prev, image, findings, { prevText, nextText, manner })
    for (const [{ fingerprint }, fix] of proposed) {
      const known = this.#proposed.get(fingerprint)
      if (known === undefined || known.edits.length === 0) this.#proposed.set(fingerprint, fix)
    }
    const fixes = [...proposed].filter(([, { edits }]) => edits.length > 0)
    if (fixes.length === 0) return false
    const base = this.state
    const accepted: Proposal[] = []
    this.#search(base, fixes, accepted)
    return accepted.length > 0
  }

  /** Takes all of a list if that is better than without; otherwise looks for the parts that are. */
  #search(base: State, fixes: readonly Proposal[], accepted: Proposal[]): void {
    if (fixes.length === 0 || this.#attempts++ >= this.#maxAttempts) return
    const { state, faulty } = this.#apply(base, [...accepted, ...fixes])
    if (state !== undefined && this.#isProgress(state, fixes)) {
      accepted.push(...fixes)
      this.state = state
      if (state.findings.length < this.best.findings.length) this.best = state
    } else if (fixes.length > 1) {
      // What edits no file with an error is most likely innocent; where that tells nothing apart, halves do.
      const isSuspect = ([, { edits }]: Proposal) => edits.some(({ path }) => faulty.has(path))
      const [suspects, others] = [fixes.filter(isSuspect), fixes.filter((fix) => !isSuspect(fix))]
      const middle = fixes.length >> 1
      const isTold = suspects.length > 0 && others.length > 0
      const parts = isTold ? [others, suspects] : [fixes.slice(0, middle), fixes.slice(middle)]
      for (const part of parts) this.#search(base, part, accepted)
    }
  }

  /** Fewer findings, or others: what was to be fixed is, and what was hidden behind it can be seen. */
  #isProgress({ findings }: State, fixes: readonly Proposal[]): boolean {
    const left = new Set(findings.map(({ fingerprint }) => fingerprint))
    const areGone = fixes.every(([finding]) => !left.has(finding.fingerprint))
    return findings.length < this.state.findings.length || areGone
  }

  #apply({ sources }: State, fixes: readonly Proposal[]): { state: State | undefined; faulty: ReadonlySet<string> } {
    const edits = mergeEdits(fixes.flatMap(([, fix]) => fix.edits))
    const changed = new Map(sources)
    for (const path of new Set(edits.map((edit) => edit.path))) {
      const text = applyEdits(
        sources.get(path) ?? '',
        edits.filter((edit: TextEdit) => edit.path === path),
      )
      if (text === '') changed.delete(path)
      else changed.set(path, text)
    }
    const { image, diagnostics } = this.#tools.compile(changed)
    const faulty = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ file }) => file))
    const state = image && { sources: changed, image, findings: this.#tools.check(image) }
    return { state, faulty }
  }
}
