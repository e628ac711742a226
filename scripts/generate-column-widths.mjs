// Writes packages/compiler/src/source/gen/column-widths.ts: how many columns SourceCodeInfo gives to each character, as
// the buf binary counts them. It asks buf with one message a character, each on a line of its own behind the character.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const buf = path.join(root, 'node_modules/.bin/buf')
const target = path.join(root, 'packages/compiler/src/source/gen/column-widths.ts')

/** Planes 2 and 3 are wide, the planes behind them not assigned but for the tags at U+E0000: samples are enough. */
function* codePoints() {
  for (let code = 0x20; code < 0x20000; code++) if (code < 0xd800 || code > 0xdfff) yield code
  for (let code = 0x20000; code < 0x110000; code += code >= 0xe0000 && code < 0xe1000 ? 1 : 0x80) yield code
}

function measure() {
  const folder = mkdtempSync(path.join(tmpdir(), 'column-widths-'))
  try {
    const codes = [...codePoints()]
    const lines = codes.map((code, index) => `/*${String.fromCodePoint(code)}*/ message M${index} {}`)
    writeFileSync(path.join(folder, 'probe.proto'), `syntax = "proto3";\n${lines.join('\n')}\n`)
    const image = path.join(folder, 'probe.json')
    execFileSync(buf, ['build', folder, '-o', image], { stdio: 'inherit', env: { ...process.env, HOME: folder } })
    const [file] = JSON.parse(readFileSync(image, 'utf8')).file
    const messages = file.sourceCodeInfo.location.filter(({ path: at }) => at?.length === 2 && at[0] === 4)
    return messages.map(({ path: [, index], span: [, column] }) => [codes[index], column - '/**/ '.length])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Neighbours of one width become one range; what has width 1 is left out. */
function toRanges(widths) {
  const ranges = []
  for (const [code, width] of widths.sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1)
    if (last !== undefined && last[2] === width) last[1] = code
    else ranges.push([code, code, width])
  }
  return ranges.filter(([, , width]) => width !== 1)
}

const rows = toRanges(measure()).map(([first, last, width]) => `${first.toString(16)}-${last.toString(16)}:${width}`)
const text = rows
  .join(' ')
  .replace(/(.{1,110})(?: |$)/g, "  '$1 ' +\n")
  .replace(/ ' \+\n$/, "'")
writeFileSync(
  target,
  `// Made by scripts/generate-column-widths.mjs; do not edit.

/** The ranges of code points (hexadecimal, inclusive) that do not take one column, and how many they take. */
export const COLUMN_WIDTHS =
${text}
`,
)
