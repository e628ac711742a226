import type { Image } from '@wireproof/compiler'
import { PathSet } from '@wireproof/rule-policy'
import { Comments } from './comments.ts'
import type { LintFinding } from './lint-finding.ts'
import type { LintPolicy } from './lint-policy.ts'
import { LintPolicyError } from './lint-policy-error.ts'
import { resolveLintRules } from './resolve-lint-rules.ts'
import type { AnyLintRule, HookName, Hooks, Report, RuleContext } from './rule.ts'
import { RULES_WITH_CHECKS } from './rules/index.ts'
import type { FileElement, SchemaElement } from './schema/element.ts'
import { type FileParts, Schema } from './schema/schema.ts'
import { sortFindings } from './sort-findings.ts'

/**
 * Where the files of an image, imports left aside, leave the style of `policy`.
 *
 * Findings are sorted by path, line, column and rule id; none is there twice. Throws LintPolicyError when
 * `resolveLintRules(policy)` has errors. Time and memory are linear in the size of the image.
 */
export function lint(image: Image, policy: LintPolicy): LintFinding[] {
  const resolved = resolveLintRules(policy)
  if (resolved.errors.length > 0) throw new LintPolicyError(resolved.errors)
  const active = new Set(resolved.active.map(({ id }) => id))
  const rules = RULES_WITH_CHECKS.filter(({ id }) => active.has(id))
  const ignored = new PathSet(policy.ignore)
  const ignoredByRule = new Map(rules.map(({ id }) => [id, new PathSet(resolved.ignoreOnly.get(id) ?? [])]))
  const findings: LintFinding[] = []
  const run = (rule: AnyLintRule, elements: readonly unknown[], comments: CommentsOf) => {
    const report = (one: Report) => {
      const { file, fullName } = one.element
      if (ignored.has(file.fullName) || ignoredByRule.get(rule.id)?.has(file.fullName)) return
      const { path, span } = locate(one)
      if (policy.allowsCommentIgnores && comments(file).isSilenced(path, rule.id)) return
      const categories = rule.categories[policy.version] ?? []
      findings.push({
        rule: rule.id,
        categories,
        message: one.message,
        at: { path: file.fullName, span },
        symbol: fullName,
      })
    }
    const isDocumented = ({ file, path }: SchemaElement) => comments(file).isDocumented(path)
    // The elements of a hook are those that its rules take, which TypeScript can't see through the union of rules.
    const check = rule.check as (context: RuleContext, element: unknown) => void
    for (const element of elements) check({ report, policy, isDocumented }, element)
  }
  const schema = new Schema(image)
  // File by file, as the places and comments of a file are made from its text, and not kept for long.
  for (const parts of schema.parts) {
    const comments = new Comments(parts.file)
    for (const rule of rules) if (rule.on !== 'schema') run(rule, ELEMENTS[rule.on](parts), () => comments)
  }
  const comments = commentsByFile()
  for (const rule of rules) if (rule.on === 'schema') run(rule, [schema], comments)
  return sortFindings(findings)
}

type CommentsOf = (file: FileElement) => Comments

function commentsByFile(): CommentsOf {
  const known = new Map<FileElement, Comments>()
  return (file) => {
    const comments = known.get(file) ?? new Comments(file)
    known.set(file, comments)
    return comments
  }
}

/** What each hook is called with, file by file. */
const ELEMENTS: { readonly [H in Exclude<HookName, 'schema'>]: (parts: FileParts) => readonly Hooks[H][] } = {
  file: ({ file }) => [file],
  import: ({ imports }) => imports,
  message: ({ messages }) => messages,
  field: ({ fields }) => fields,
  oneof: ({ oneofs }) => oneofs,
  enum: ({ enums }) => enums,
  enumValue: ({ enumValues }) => enumValues,
  service: ({ services }) => services,
  rpc: ({ rpcs }) => rpcs,
}

/** Where a report points, and the SourceCodeInfo path of that. */
function locate({ element, parts }: Report) {
  const { file, path } = element
  for (const part of parts ?? [[]]) {
    const whole = [...path, ...part]
    const span = whole.length === 0 ? undefined : file.image.locate(whole)
    if (span !== undefined) return { path: whole, span }
  }
  return { path, span: path.length === 0 ? undefined : file.image.locate(path) }
}
