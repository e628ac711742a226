import { FeatureSet_JsonFormat as JsonFormat } from '@bufbuild/protobuf/wkt'
import { defineRule, type Report } from '../rule.ts'
import { EnumElement, type MessageElement, Tag } from '../schema/element.ts'
import { type Site, siteOf, spanOfFeature } from '../site.ts'

/** Number of `json_format` in google.protobuf.FeatureSet, and the paths to the features of an enum and a message. */
const JSON_FORMAT = [6]
const ENUM_FEATURES = [Tag.enum.options, 7]
const MESSAGE_FEATURES = [Tag.message.options, 12]

/** Only the way from full to legacy support breaks something. Nested messages and map entries count too. */
export const messageSameJsonFormat = defineRule({
  id: 'MESSAGE_SAME_JSON_FORMAT',
  summary: 'A message does not lose its full support of JSON.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'CSR'],
  on: 'messagePair',
  check(report, prev, next) {
    if (isLost(prev, next)) report(describe('Message', prev, next))
  },
})

export const enumSameJsonFormat = defineRule({
  id: 'ENUM_SAME_JSON_FORMAT',
  summary: 'An enum does not lose its full support of JSON.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'CSR'],
  on: 'enumPair',
  check(report, prev, next) {
    if (isLost(prev, next)) report(describe('Enum', prev, next))
  },
})

export const jsonFormatKept = [messageSameJsonFormat, enumSameJsonFormat] as const

type Element = MessageElement | EnumElement

function isLost(prev: Element, next: Element): boolean {
  return prev.features.jsonFormat === JsonFormat.ALLOW && next.features.jsonFormat !== JsonFormat.ALLOW
}

function describe(Word: string, prev: Element, next: Element): Report {
  return {
    at: siteOfFormat(next),
    against: siteOfFormat(prev),
    symbol: next.fullName,
    nature: 'json format ALLOW -> LEGACY_BEST_EFFORT',
    what: `${Word} ${next.fullName} changed its JSON format from ALLOW to LEGACY_BEST_EFFORT`,
    harm: 'Compilers no longer check that its JSON names are unique, so JSON readers and writers may stop agreeing; binary data is not affected.',
    instead: 'Keep features.json_format = ALLOW.',
  }
}

function siteOfFormat(element: Element): Site {
  const features = element instanceof EnumElement ? ENUM_FEATURES : MESSAGE_FEATURES
  const span = spanOfFeature(element, features, JSON_FORMAT)
  return span === undefined ? siteOf(element) : { file: element.file, span }
}
