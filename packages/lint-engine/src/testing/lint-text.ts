import { compile, type Image } from '@wireproof/compiler'
import { lint } from '../lint.ts'
import type { LintFinding } from '../lint-finding.ts'
import { defaultLintPolicy, type LintPolicy } from '../lint-policy.ts'

/** One proto3 file `a/v1/a.proto` of package `a.v1`, without its head; or files by path, as they are. */
export type Text = string | Readonly<Record<string, string>>

const HEAD = 'syntax = "proto3"; package a.v1;\n'

/** Compiles a text; throws when it has errors, with all of them. A text that says its own syntax gets no head. */
export function imageOf(text: Text, roots = Object.keys(filesOf(text))): Image {
  const files = filesOf(text)
  const { image, diagnostics } = compile(roots, (path) => files[path])
  if (image === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'))
  return image
}

/** What one rule finds in a text. */
export function findingsOf(rule: string, text: Text, policy: Partial<LintPolicy> = {}): LintFinding[] {
  return lint(imageOf(text), { ...defaultLintPolicy('v2'), use: [rule], ...policy })
}

/** Where one rule finds something, a line each: path, and the source text there (`*`: the file as a whole). */
export function placesOf(rule: string, text: Text, policy: Partial<LintPolicy> = {}): string[] {
  const files = filesOf(text)
  return findingsOf(rule, text, policy).map(({ at: { path, span } }) => {
    if (span === undefined) return `${path} | *`
    const lines = (files[path] ?? '').split('\n').slice(span.start.line - 1, span.end.line)
    lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, span.end.column - 1)
    lines[0] = (lines[0] ?? '').slice(span.start.column - 1)
    return `${path} | ${lines.join(' ').replace(/\s+/g, ' ')}`
  })
}

function filesOf(text: Text): Readonly<Record<string, string>> {
  if (typeof text !== 'string') return text
  return { 'a/v1/a.proto': /^\s*(syntax|edition)\s*=|^\/\//.test(text) ? text : HEAD + text }
}
