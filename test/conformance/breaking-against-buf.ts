import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { compile, type Image } from '@wireproof/compiler'
import { CATEGORIES, defaultPolicy, diff, type Finding, type Policy, type PolicyVersion } from '@wireproof/diff-engine'
import { type BufFinding, parseBufFindings, runBuf } from '../support/buf.ts'

/** Two sides of a comparison: path to text. All paths of a case start with `name/`. */
export interface BreakingCase {
  readonly name: string
  readonly prev: Readonly<Record<string, string>>
  readonly next: Readonly<Record<string, string>>
}

/** Findings as both sides tell them, reduced to `rule path start end`; sorted, repetitions kept. */
export interface Comparison {
  readonly ours: readonly string[]
  readonly bufs: readonly string[]
}

/** Every rule that a version has. */
export function everythingOf(version: PolicyVersion): Policy {
  return { ...defaultPolicy(version), use: CATEGORIES.filter((category) => version === 'v2' || category !== 'CSR') }
}

/** Many cases, built into one image a side, so that one process of buf answers for all. */
export class BreakingBatch {
  /** The cases that buf accepts on both sides. */
  readonly cases: readonly BreakingCase[]
  readonly prev: Image
  readonly next: Image
  readonly #root = mkdtempSync(join(tmpdir(), 'wireproof-breaking-'))

  constructor(cases: readonly BreakingCase[]) {
    let valid = cases
    for (;;) {
      this.#write('prev', valid)
      this.#write('next', valid)
      const invalid = new Set([...this.#build('prev'), ...this.#build('next')])
      if (invalid.size === 0) break
      valid = valid.filter(({ name }) => !invalid.has(name))
    }
    this.cases = valid
    this.prev = compileCases(valid, 'prev')
    this.next = compileCases(valid, 'next')
  }

  /** What both say under a policy. */
  compare(policy: Policy): Comparison {
    const args = ['breaking', 'next.binpb', '--against', 'prev.binpb', '--error-format', 'json']
    if (policy.excludeImports) args.push('--exclude-imports')
    const run = runBuf([...args, '--config', bufConfig(policy)], { cwd: this.#root, home: this.#root })
    if (run.code !== 0 && run.code !== 100) throw new Error(`buf breaking ended with ${run.code}: ${run.stderr}`)
    return {
      ours: diff(this.prev, this.next, policy).map(keyOfOurs).sort(),
      bufs: parseBufFindings(run.stdout).map(keyOfBufs).sort(),
    }
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }

  #write(side: 'prev' | 'next', cases: readonly BreakingCase[]): void {
    const folder = join(this.#root, side)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'buf.yaml'), 'version: v2\n')
    for (const [path, text] of cases.flatMap((one) => Object.entries(one[side]))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  }

  /** Builds an image and returns the names of the cases that have errors. */
  #build(side: 'prev' | 'next'): string[] {
    const args = ['build', side, '-o', `${side}.binpb`, '--error-format', 'json']
    const run = runBuf(args, { cwd: this.#root, home: this.#root })
    if (run.code === 0) return []
    const paths = parseBufFindings(run.stdout + run.stderr).map(({ path = '' }) => path)
    const names = paths.map((path) => path.replace(`${side}/`, '').split('/')[0] ?? '')
    if (names.length === 0) throw new Error(`buf build ended with ${run.code}: ${run.stderr}`)
    return names
  }
}

/** Our image of what buf has built its own of. */
function compileCases(cases: readonly BreakingCase[], side: 'prev' | 'next'): Image {
  const files = Object.assign({}, ...cases.map((one) => one[side])) as Record<string, string>
  const { image, diagnostics } = compile(Object.keys(files), (path) => files[path])
  if (image === undefined) throw new Error(`buf accepts what we don't: ${JSON.stringify(diagnostics[0])}`)
  return image
}

export function bufConfig(policy: Policy): string {
  const { version, use, except, ignore, ignoreOnly, ignoreUnstablePackages } = policy
  const breaking = {
    use,
    except,
    ignore,
    ignore_only: ignoreOnly,
    ignore_unstable_packages: ignoreUnstablePackages,
  }
  return JSON.stringify({ version, breaking })
}

export function keyOfOurs({ rule, at }: Finding): string {
  const { start, end } = at?.span ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  return `${rule} ${at?.path ?? '-'} ${start.line}:${start.column}-${end.line}:${end.column}`
}

export function keyOfBufs(finding: BufFinding): string {
  const { type, path = '-', start_line, start_column, end_line, end_column } = finding
  return `${type} ${path} ${start_line ?? 1}:${start_column ?? 1}-${end_line ?? 1}:${end_column ?? 1}`
}
