// Writes docs/reference/lint.md from the rule list of the built lint engine: `node scripts/generate-lint-page.mjs`.
// A test of the lint engine compares the page with the list.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const VERSIONS = ['v2', 'v1', 'v1beta1']

const HEAD = `<!-- Written by scripts/generate-lint-page.mjs from the rule list. Do not edit. -->

# Rules about style

\`wireproof lint\` looks at one schema and says where it leaves the style that was chosen. Ids, categories and places are
those of buf; which rules apply is said by \`lint\` in buf.yaml. A comment \`buf:lint:ignore RULE_ID\` before an element
silences a rule there and in what is inside; before v2 only with \`allow_comment_ignores\`.

| Category | What it is for |
|---|---|
| MINIMAL | What every code generator needs: files and folders that follow packages. |
| BASIC | MINIMAL and what is usual everywhere: the case of names. |
| STANDARD | BASIC and what keeps an API easy to extend. The default; also called DEFAULT. |
| COMMENTS | Everything is documented. |
| UNARY_RPC | No RPC streams. |

The other categories are those of v1beta1. \`=\` means: as in v2; \`-\` means that the version does not know the rule;
\`none\` that the rule is in no category and has to be named.

`

/** The page for a rule list, as a string that ends with a line break. */
export function buildLintPage(rules) {
  const rows = rules.filter(({ status }) => status === 'checked').map(ruleRow)
  const unchecked = rules
    .filter(({ status }) => status !== 'checked')
    .map(({ id, summary }) => `| \`${id}\` | ${summary} |\n`)
  return [
    HEAD,
    '| Rule | What good schemas look like | v2 | v1 | v1beta1 |\n|---|---|---|---|---|\n',
    ...rows,
    '\n## Known, and not checked\n\n| Rule | What it is about |\n|---|---|\n',
    ...unchecked,
  ].join('')
}

function ruleRow({ id, summary, categories }) {
  const [v2, ...before] = VERSIONS.map((version) => categories[version]?.join(', ') ?? '-')
  const cells = before.map((cell) => (cell === v2 && cell !== '-' ? '=' : cell))
  return `| \`${id}\` | ${summary} | ${[v2, ...cells].map((cell) => cell || 'none').join(' | ')} |\n`
}

/** Writes the page from the built engine. */
export async function writeLintPage() {
  const { LINT_RULES } = await import('../packages/lint-engine/dist/index.js')
  writeFileSync(new URL('../docs/reference/lint.md', import.meta.url), buildLintPage(LINT_RULES))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeLintPage()
