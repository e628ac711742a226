// Writes docs/reference/rules.md from the rule list of the built diff engine: `node scripts/generate-rules-page.mjs`.
// A test of the diff engine compares the page with the list.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const VERSIONS = ['v2', 'v1', 'v1beta1']

const HEAD = `<!-- Written by scripts/generate-rules-page.mjs from the rule list. Do not edit. -->

# Rules about breaking changes

A check compares the schema that others rely on with the one that is to take its place. Each rule is one promise. Ids
and categories are those of buf, and so is their meaning; which rules apply is said by \`breaking\` in buf.yaml.

| Category | Who can rely on it |
|---|---|
| FILE | Users of generated code in any language, also in those that generate code file by file. The default. |
| PACKAGE | Users of generated code in languages that generate it package by package. |
| WIRE_JSON | Readers and writers of binary and JSON data. |
| WIRE | Readers and writers of binary data. |
| CSR | Clients of a Confluent schema registry. Only v2 has this category. |

The columns on the right say in which categories a rule is, in each version of the configuration language. \`=\` means:
as in v2, without CSR. \`-\` means that the version does not know the rule. Each rule has a page with an example; so do the
rules of our own, those about [exact reading](wire-exact.md) and those about the history of a schema,
[NAME_REUSED](rules/NAME_REUSED.md) and [NUMBER_REUSED](rules/NUMBER_REUSED.md). \`wireproof explain RULE\` prints it.

`

/** The page for a rule list, as a string that ends with a line break. */
export function buildRulesPage(rules) {
  const rows = rules.filter((rule) => !rule.isDeprecated).map(ruleRow)
  const deprecated = rules.filter((rule) => rule.isDeprecated).map(deprecatedRow)
  return [
    HEAD,
    '| Rule | Promise | v2 | v1 | v1beta1 |\n|---|---|---|---|---|\n',
    ...rows,
    '\n## Deprecated ids\n\nThey are accepted and check nothing themselves.\n\n',
    '| Rule | Replaced by | Known in |\n|---|---|---|\n',
    ...deprecated,
  ].join('')
}

function ruleRow(rule) {
  const [v2, ...before] = VERSIONS.map((version) => rule.categories[version]?.join(', ') ?? '-')
  const withoutCsr = (rule.categories.v2 ?? []).filter((category) => category !== 'CSR').join(', ')
  const cells = before.map((categories) => (categories === withoutCsr ? '=' : categories))
  return `| ${linkTo(rule.id)} | ${rule.summary} | ${[v2, ...cells].join(' | ')} |\n`
}

function deprecatedRow(rule) {
  const replacements = rule.replacements.map(linkTo).join(', ') || 'nothing'
  const versions = VERSIONS.filter((version) => rule.categories[version] !== undefined).join(', ')
  return `| ${linkTo(rule.id)} | ${replacements} | ${versions} |\n`
}

function linkTo(id) {
  return `[${id}](rules/${id}.md)`
}

/** Writes the page. Needs a built diff engine. */
export async function writeRulesPage() {
  const { RULES } = await import(new URL('../packages/diff-engine/dist/index.js', import.meta.url).href)
  writeFileSync(new URL('../docs/reference/rules.md', import.meta.url), buildRulesPage(RULES))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeRulesPage()
