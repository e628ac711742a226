import type { PolicyVersion } from '../policy.ts'
import type { RuleInfo } from '../rule.ts'

/**
 * Ids that configurations may still name. They check nothing; where there are replacements, those stand in.
 * Source: `buf config ls-breaking-rules --include-deprecated` of buf 1.75.
 */
export const DEPRECATED_RULES: readonly RuleInfo[] = [
  deprecated('FIELD_SAME_CTYPE', ['v1', 'v1beta1'], ['FIELD_SAME_CPP_STRING_TYPE']),
  deprecated(
    'FIELD_SAME_LABEL',
    ['v1', 'v1beta1'],
    ['FIELD_SAME_CARDINALITY', 'FIELD_WIRE_COMPATIBLE_CARDINALITY', 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY'],
  ),
  deprecated('FILE_SAME_JAVA_STRING_CHECK_UTF8', ['v1', 'v1beta1'], ['FIELD_SAME_JAVA_UTF8_VALIDATION']),
  deprecated('FILE_SAME_PHP_GENERIC_SERVICES', ['v1', 'v1beta1'], []),
  deprecated('MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT', ['v2', 'v1', 'v1beta1'], []),
]

function deprecated(id: string, versions: readonly PolicyVersion[], replacements: readonly string[]): RuleInfo {
  return {
    id,
    summary: replacements.length === 0 ? 'Checks nothing.' : 'Checks nothing itself: its replacements do.',
    categories: Object.fromEntries(versions.map((version) => [version, []])),
    isDeprecated: true,
    replacements,
  }
}
