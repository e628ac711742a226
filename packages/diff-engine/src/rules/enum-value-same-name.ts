import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteInFile, siteOf } from '../site.ts'
import { quoteAll } from '../wording.ts'

/** An alias may be added, but none may go. Every value that has the number now is told. */
export const enumValueSameName = defineRule({
  id: 'ENUM_VALUE_SAME_NAME',
  summary: 'An enum value keeps its names for as long as it keeps its number.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'CSR'],
  on: 'enumNumberPair',
  check(report, prev, next) {
    const names = new Set(next.values.map((value) => value.name))
    const lost = prev.values.filter((value) => !names.has(value.name))
    if (lost.length === 0) return
    const was = lost.map((value) => value.name)
    const what = `Value ${next.number} of enum ${next.enum.fullName} lost the name ${quoteAll(was)}, and is now ${quoteAll([...names])}`
    const nature = `value ${next.number} of ${next.enum.fullName} lost: ${was.join(' ')}`
    const before = new Map(prev.values.map((value) => [value.name, value]))
    for (const value of next.values) {
      report({
        at: siteInFile(value.file, [...value.path, Tag.enumValue.number]),
        against: siteOf(before.get(value.name) ?? lost[0]!),
        symbol: value.fullName,
        nature,
        what,
        harm: 'JSON data with the old name is rejected, and code that uses it no longer compiles; binary data is not affected.',
        instead: `Keep the old name; with allow_alias the new one can stand beside it.`,
        isAddition: !before.has(value.name),
      })
    }
  },
})
