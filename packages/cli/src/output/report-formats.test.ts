import type { Finding } from '@wireproof/diff-engine'
import { describe, expect, it } from 'vitest'
import { createColors } from './colors.ts'
import { formatJson } from './json-format.ts'
import { reportFinding } from './reported-finding.ts'
import { formatText } from './text-format.ts'

const span = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } }

const CHANGED: Finding = {
  rule: 'FIELD_SAME_TYPE',
  categories: ['FILE', 'PACKAGE'],
  message: 'the type changed',
  at: { path: 'a.proto', span },
  against: { path: 'a.proto', span },
  symbol: 'a.M.f',
  fingerprint: 'wp1:0123456789abcdef',
  severity: 'error',
  direction: 'both',
  proofs: [],
  withoutProof: 'source-only',
}
const DELETED: Finding = { ...CHANGED, rule: 'FILE_NO_DELETE', at: undefined, symbol: 'a.proto' }
const colors = createColors(false)

/** The line below a finding without a proof. */
const REASON = '    No payload shows it: what changes is generated code, and what is written against it.\n'

const show = (path: string) => `proto/${path}`
const showAgainst = (path: string) => `old/${path}`

describe('formatText', () => {
  it('writes path:line:column: message (RULE)', () => {
    expect(formatText([reportFinding(CHANGED, show, showAgainst)], colors)).toBe(
      `proto/a.proto:3:5: the type changed (FIELD_SAME_TYPE)\n${REASON}`,
    )
  })

  it('says in front of the message what is no error, and shows the payloads below', () => {
    const proof = {
      format: 'binary',
      direction: 'backward',
      lossClass: 'changed',
      writerType: 'a.M',
      readerType: 'a.M',
      payload: '0802',
      meant: '2',
      got: 'true',
    } as const
    const finding: Finding = { ...CHANGED, severity: 'warning', proofs: [proof], withoutProof: undefined }
    expect(formatText([reportFinding(finding, show, showAgainst)], colors)).toBe(
      'proto/a.proto:3:5: warning: the type changed (FIELD_SAME_TYPE)\n' +
        '    binary 08 02: meant 2, got true (new readers of old data)\n',
    )
  })

  it('reports what is gone at its old place, and what has no position at the start of its file', () => {
    const noSpan = { ...CHANGED, at: { path: 'a.proto', span: undefined } }
    const reported = [DELETED, noSpan].map((finding) => reportFinding(finding, show, showAgainst))
    expect(formatText(reported, colors)).toBe(
      `old/a.proto:3:5: the type changed (FILE_NO_DELETE)\n${REASON}` +
        `proto/a.proto:1:1: the type changed (FIELD_SAME_TYPE)\n${REASON}`,
    )
  })

  it('lets no text from a schema steer the terminal', () => {
    const hostile = reportFinding({ ...CHANGED, message: 'a\x1b[2Jb\nc' }, show, showAgainst)
    expect(formatText([hostile], colors)).toContain('a\\x1b[2Jb\\x0ac')
  })

  it('writes nothing for no findings', () => {
    expect(formatText([], colors)).toBe('')
  })
})

describe('formatJson', () => {
  it('writes one array with exactly the keys of the contract', () => {
    const text = formatJson([CHANGED, DELETED].map((finding) => reportFinding(finding, show, showAgainst)))
    const position = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } }
    const nowhere = { start: { line: null, column: null }, end: { line: null, column: null } }
    const common = {
      categories: ['FILE', 'PACKAGE'],
      message: 'the type changed',
      against: { path: 'old/a.proto', ...position },
      fingerprint: 'wp1:0123456789abcdef',
      severity: 'error',
      direction: 'both',
      proofs: [],
      withoutProof: {
        code: 'source-only',
        message: 'No payload shows it: what changes is generated code, and what is written against it.',
      },
    }
    expect(JSON.parse(text)).toStrictEqual([
      { rule: 'FIELD_SAME_TYPE', ...common, path: 'proto/a.proto', ...position, symbol: 'a.M.f' },
      { rule: 'FILE_NO_DELETE', ...common, path: null, ...nowhere, symbol: 'a.proto' },
    ])
  })

  it('writes an empty array for no findings', () => {
    expect(formatJson([])).toBe('[]\n')
  })
})
