import { isWireCompatible } from '../compatibility.ts'
import { defineRule } from '../rule.ts'
import { describeChangedType } from './changed-type.ts'

export const fieldWireCompatibleType = defineRule({
  id: 'FIELD_WIRE_COMPATIBLE_TYPE',
  summary: 'A field keeps a type that reads old binary data.',
  categories: ['WIRE'],
  before: { v1: ['WIRE'], v1beta1: undefined },
  on: 'fieldPair',
  check(report, prev, next) {
    if (!isWireCompatible(prev, next)) report(describeChangedType(prev, next))
  },
})
