import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { compile } from '@wireproof/compiler'
import { defaultLintPolicy, LINT_RULES, type LintFinding, type LintPolicy, lint } from '@wireproof/lint-engine'
import { type BufFinding, parseBufFindings, runBuf } from '../support/buf.ts'

/** Findings as both sides tell them, reduced to `rule path start end`; sorted, repetitions kept. */
export interface LintComparison {
  readonly ours: readonly string[]
  readonly bufs: readonly string[]
}

/** Every rule of a version that this engine checks. */
export function allRulesOf(version: LintPolicy['version']): LintPolicy {
  const known = LINT_RULES.filter(({ categories, status }) => status === 'checked' && categories[version] !== undefined)
  return { ...defaultLintPolicy(version), use: known.map(({ id }) => id) }
}

/** Lets both lint the same files, one process of buf for all of them. */
export function compareLint(files: Readonly<Record<string, string>>, policy: LintPolicy): LintComparison {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-lint-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const bufs = lintWithBuf(folder, policy)
    const { image, diagnostics } = compile(Object.keys(files), (path) => files[path])
    if (image === undefined) throw new Error(`buf accepts what we don't: ${JSON.stringify(diagnostics[0])}`)
    return { ours: lint(image, policy).map(keyOfOurs).sort(), bufs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What buf finds in a folder. */
export function lintWithBuf(folder: string, policy: LintPolicy): string[] {
  const args = ['lint', '--error-format', 'json', '--config', bufConfig(policy)]
  const run = runBuf(args, { cwd: folder, home: folder })
  if (run.code !== 0 && run.code !== 100) throw new Error(`buf lint ended with ${run.code}: ${run.stderr}`)
  return parseBufFindings(run.stdout).map(keyOfBufs).sort()
}

export function keyOfOurs({ rule, at }: LintFinding): string {
  const { start, end } = at.span ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  return `${rule} ${at.path} ${start.line}:${start.column}-${end.line}:${end.column}`
}

function keyOfBufs({ type, path = '-', start_line, start_column, end_line, end_column }: BufFinding): string {
  return `${type} ${path} ${start_line ?? 1}:${start_column ?? 1}-${end_line ?? 1}:${end_column ?? 1}`
}

function bufConfig(policy: LintPolicy): string {
  const comments =
    policy.version === 'v2'
      ? { disallow_comment_ignores: !policy.allowsCommentIgnores }
      : { allow_comment_ignores: policy.allowsCommentIgnores }
  const lintSection = {
    use: policy.use,
    except: policy.except,
    ignore: policy.ignore,
    ignore_only: policy.ignoreOnly,
    enum_zero_value_suffix: policy.enumZeroValueSuffix,
    service_suffix: policy.serviceSuffix,
    rpc_allow_same_request_response: policy.rpcAllowSameRequestResponse,
    rpc_allow_google_protobuf_empty_requests: policy.rpcAllowGoogleProtobufEmptyRequests,
    rpc_allow_google_protobuf_empty_responses: policy.rpcAllowGoogleProtobufEmptyResponses,
    ...comments,
  }
  return JSON.stringify({ version: policy.version, lint: lintSection })
}
