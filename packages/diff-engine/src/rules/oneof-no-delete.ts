import { defineRule } from '../rule.ts'
import { siteOf } from '../site.ts'

/** The oneofs that stand for proto3's `optional` don't count: the rules about cardinality tell of them. */
export const oneofNoDelete = defineRule({
  id: 'ONEOF_NO_DELETE',
  summary: 'A message keeps its oneofs.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  on: 'oneofRemoved',
  check(report, prev, next) {
    report({
      at: siteOf(next),
      against: siteOf(prev),
      symbol: prev.fullName,
      nature: 'oneof removed',
      what: `Oneof "${prev.name}" of ${next.fullName} was deleted`,
      harm: 'Code that asks which of its fields is set no longer compiles, and its fields no longer exclude each other.',
      instead: 'Keep the oneof under its name.',
    })
  },
})
