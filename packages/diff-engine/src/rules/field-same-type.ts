import { isNamedKind, kindOf } from '../kind.ts'
import { defineRule } from '../rule.ts'
import { describeChangedType } from './changed-type.ts'

/**
 * A proto2 group may become a message with delimited encoding: that is the same kind. In v1beta1, which has no rules
 * about compatible types, this rule was in all categories.
 */
export const fieldSameType = defineRule({
  id: 'FIELD_SAME_TYPE',
  summary: 'A field keeps its type.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  before: { v1: ['FILE', 'PACKAGE'], v1beta1: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE'] },
  on: 'fieldPair',
  check(report, prev, next) {
    const kind = kindOf(next)
    const isSame = kindOf(prev) === kind && (!isNamedKind(kind) || prev.proto.typeName === next.proto.typeName)
    if (!isSame) report(describeChangedType(prev, next))
  },
})
