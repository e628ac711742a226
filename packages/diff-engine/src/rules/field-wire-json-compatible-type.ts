import { isWireJsonCompatible } from '../compatibility.ts'
import { defineRule } from '../rule.ts'
import { describeChangedType } from './changed-type.ts'

export const fieldWireJsonCompatibleType = defineRule({
  id: 'FIELD_WIRE_JSON_COMPATIBLE_TYPE',
  summary: 'A field keeps a type that reads old binary and JSON data.',
  categories: ['WIRE_JSON', 'CSR'],
  before: { v1: ['WIRE_JSON'], v1beta1: undefined },
  on: 'fieldPair',
  check(report, prev, next) {
    if (!isWireJsonCompatible(prev, next)) report(describeChangedType(prev, next))
  },
})
