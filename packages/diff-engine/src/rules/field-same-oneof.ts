import { defineRule } from '../rule.ts'
import { siteOf } from '../site.ts'
import { describeField } from '../wording.ts'

/** The oneofs that stand for proto3's `optional` don't count, and extensions can't be in one. */
export const fieldSameOneof = defineRule({
  id: 'FIELD_SAME_ONEOF',
  summary: 'A field stays in its oneof, or outside of all.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'fieldPair',
  check(report, prev, next) {
    const from = prev.oneof?.name
    const to = next.oneof?.name
    if (from === to) return
    report({
      at: siteOf(next),
      against: siteOf(prev),
      symbol: prev.fullName,
      nature: `oneof of ${next.number}: ${from ?? ''} -> ${to ?? ''}`,
      what: `${describeField(next)} ${describeMove(from, to)}`,
      harm: 'Where one side sets it together with a field that excludes it on the other, readers lose one of the two; generated code changes its accessors.',
      instead:
        from === undefined
          ? 'Leave it outside, and add a field with a new number to the oneof.'
          : `Leave it in oneof "${from}".`,
    })
  },
})

function describeMove(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `moved into oneof "${to}"`
  return to === undefined ? `moved out of oneof "${from}"` : `moved from oneof "${from}" to oneof "${to}"`
}
