import { compile, type Image } from '@wireproof/compiler'
import { describeAbsence, type Proof } from '@wireproof/diff-engine'
import { EXPLANATIONS, type ExampleFiles, judgeExample, type KnownRule } from '@wireproof/diff-engine/explanations'

/** All that is told about one rule. Keys in the order of the JSON, which is a contract. */
export interface RuleReport {
  readonly rule: string
  readonly promise: string
  readonly kind: KnownRule['kind']
  readonly categories: readonly string[]
  /** Of a rule that checks nothing any more. */
  readonly replacedBy: readonly string[]
  /** Undefined for a rule that checks nothing. */
  readonly explanation?: {
    readonly hurts: readonly string[]
    readonly why: string
    readonly instead: string
    /** Version by version, oldest first: import path to text. */
    readonly example: readonly ExampleFiles[]
    /** Other rules that the example breaks. */
    readonly alsoBreaks: readonly string[]
    readonly proofs: readonly Proof[]
    /** Why there are no proofs, in one sentence; null when there are some. */
    readonly withoutProof: string | null
  }
}

/** Puts together what is known of a rule, and runs its example. */
export function reportRule({ id, summary, kind, categories, replacements }: KnownRule): RuleReport {
  const report = { rule: id, promise: summary, kind, categories, replacedBy: replacements }
  const found = EXPLANATIONS.find(({ rule }) => rule === id)
  if (found === undefined) return report
  const { proofs, withoutProof, others } = judgeExample(found, compileExample)
  const { hurts, why, instead, versions } = found
  const absence = withoutProof === undefined ? null : describeAbsence(withoutProof)
  return {
    ...report,
    explanation: { hurts, why, instead, example: versions, alsoBreaks: others, proofs, withoutProof: absence },
  }
}

function compileExample(files: ExampleFiles): Image {
  const { image, diagnostics } = compile(Object.keys(files), (path) => files[path])
  if (image === undefined) throw new Error(`an example does not compile: ${diagnostics[0]?.message}`)
  return image
}
