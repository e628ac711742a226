import { FieldOptions_JSType as JsType } from '@bufbuild/protobuf/wkt'
import { type Kind, kindOf } from '../kind.ts'
import { defineRule } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { siteOfOption } from '../site.ts'
import { describeField } from '../wording.ts'

/** Number of `jstype` in google.protobuf.FieldOptions. */
const OPTION = [Tag.field.options, 6]
const LONG_KINDS: readonly Kind[] = ['int64', 'uint64', 'sint64', 'fixed64', 'sfixed64']

/** Only 64-bit integers can be represented in more than one way in JavaScript. */
export const fieldSameJstype = defineRule({
  id: 'FIELD_SAME_JSTYPE',
  summary: 'A 64-bit integer field keeps its `jstype` option.',
  categories: ['FILE', 'PACKAGE'],
  on: 'fieldPair',
  check(report, prev, next) {
    if (!LONG_KINDS.includes(kindOf(prev)) || !LONG_KINDS.includes(kindOf(next))) return
    const from = jsTypeOf(prev)
    const to = jsTypeOf(next)
    if (from === to) return
    report({
      at: siteOfOption(next, OPTION),
      against: siteOfOption(prev, OPTION),
      symbol: prev.fullName,
      nature: `jstype of ${next.number}: ${from} -> ${to}`,
      what: `${describeField(next)} changed option jstype from ${from} to ${to}`,
      harm: 'Generated JavaScript hands out another type of value, so code that uses it breaks at run time; data is not affected.',
      instead: `Keep jstype = ${from}.`,
    })
  },
})

function jsTypeOf(field: FieldElement): string {
  return JsType[field.proto.options?.jstype ?? JsType.JS_NORMAL]
}
