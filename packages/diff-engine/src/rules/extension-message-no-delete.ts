import { defineRule } from '../rule.ts'
import { siteOf } from '../site.ts'
import { listAll } from '../wording.ts'

/** One finding for each old range that is not covered by all new ranges together. */
export const extensionMessageNoDelete = defineRule({
  id: 'EXTENSION_MESSAGE_NO_DELETE',
  summary: 'A message keeps its extension ranges.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  on: 'messagePair',
  check(report, prev, next) {
    if (prev.proto.extensionRange.length === 0) return
    const before = prev.extensionNumbers
    const after = next.extensionNumbers
    for (const range of before.declared) {
      const missing = after.missing(range)
      if (missing.length === 0) continue
      const was = before.describe(range)
      const ranges = missing.map((one) => after.describe(one))
      const lost = listAll(ranges)
      report({
        at: siteOf(next),
        against: siteOf(prev),
        symbol: next.fullName,
        nature: `extensions ${was} lost ${ranges.join(', ')}`,
        what: `Of the extension numbers ${was} of message ${next.fullName}, ${lost} can no longer be used`,
        harm: 'Extensions with such a number no longer compile, and their data becomes unknown fields.',
        instead: `Add "extensions ${lost};" again.`,
      })
    }
  },
})
