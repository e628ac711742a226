// Writes docs/reference/wire-exact.md from the built diff engine: `node scripts/wire-exact-page.mjs`. A test of the diff
// engine compares the page with the rules and examples.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const HEAD = `<!-- Written by scripts/wire-exact-page.mjs. Do not edit. -->

# Exact reading: WIRE_EXACT and WIRE_JSON_EXACT

The categories WIRE and WIRE_JSON say which changes *can* be read. These two say which changes are read *as the same
values*: every payload that one side can write, the other side must read without loss. WIRE_EXACT judges binary payloads,
WIRE_JSON_EXACT judges JSON. Each finding comes with a payload that was written by the rules of one schema and read by
those of the other, so there is nothing to believe.

*backward* = new readers of old data, *forward* = old readers of new data.

| Loss | Meaning |
|---|---|
| reject | The reader rejects the payload: the whole message is gone. |
| changed | A field reads as another value. |
| dropped | A field that was set reads as not set. |
| displaced | A field that the payload does not carry reads as another value than was meant, or one field clears another. |
| relay | Reading is fine, but a message that the reader writes again does not come back as it was. |

In JSON a number is a number: an integer is the same as the float of equal value. In binary they are never the same.
JSON readers are taken to ignore keys that they do not know; the profile \`strict\` makes them reject such keys.

## Rules

| Rule | Promise | Category | Severity |
|---|---|---|---|
`

/** The page as a string that ends with a line break. */
export function buildExactPage(rules, judged) {
  return [
    HEAD,
    ...rules.map(
      ({ id, summary, categories, severity }) =>
        `| \`${id}\` | ${summary} | ${categories.join(', ')} | ${severity} |\n`,
    ),
    '\n## What WIRE lets through\n\nEach of these changes is clean under WIRE, and WIRE_EXACT proves it breaking.\n\n',
    TABLE_HEAD,
    ...judged.binary.flatMap(exampleRows),
    '\n## What WIRE_JSON lets through\n\nEach of these changes is clean under WIRE_JSON, and WIRE_JSON_EXACT proves it breaking.\n\n',
    TABLE_HEAD,
    ...judged.json.flatMap(exampleRows),
  ].join('')
}

const TABLE_HEAD = '| Change | Direction | Loss | Payload | Meant | Read |\n|---|---|---|---|---|---|\n'

function exampleRows({ example, findings }) {
  return findings.flatMap(({ proofs }) =>
    proofs.map(
      ({ format, direction, lossClass, payload, meant, got }) =>
        `| ${example.name} | ${direction} | ${lossClass} | ${payloadCell(format, payload)} | ${cell(meant)} | ${cell(got)} |\n`,
    ),
  )
}

function payloadCell(format, payload) {
  if (payload === '') return 'nothing'
  return cell(format === 'json' ? payload : spaced(payload))
}

function spaced(hex) {
  return hex.replace(/..(?!$)/g, '$& ')
}

function cell(text) {
  return `\`${text.replaceAll('|', '\\|')}\``
}

/** Writes the page. Needs a built diff engine. */
export async function writeExactPage() {
  const dist = (path) => import(new URL(`../packages/diff-engine/dist/wire/${path}`, import.meta.url).href)
  const { EXACT_RULES } = await dist('exact-rules.js')
  const { judgeExamples } = await dist('testing/exact-examples.js')
  writeFileSync(
    new URL('../docs/reference/wire-exact.md', import.meta.url),
    buildExactPage(EXACT_RULES, judgeExamples()),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeExactPage()
