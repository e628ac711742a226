/** Version of the configuration language that rule and category ids are looked up in. */
export type LintPolicyVersion = 'v1beta1' | 'v1' | 'v2'

/**
 * Which style rules apply, where, and with which settings. Paths are import paths of files or folders, matched by whole
 * components. The meaning of each part is that of `lint:` in buf.yaml.
 */
export interface LintPolicy {
  readonly version: LintPolicyVersion
  /** Rule or category ids; empty means the default rules (STANDARD). */
  readonly use: readonly string[]
  readonly except: readonly string[]
  readonly ignore: readonly string[]
  /** Rule or category id to paths. */
  readonly ignoreOnly: Readonly<Record<string, readonly string[]>>
  /** Ending of the name of an enum's zero value. */
  readonly enumZeroValueSuffix: string
  /** Ending of a service's name. */
  readonly serviceSuffix: string
  readonly rpcAllowSameRequestResponse: boolean
  readonly rpcAllowGoogleProtobufEmptyRequests: boolean
  readonly rpcAllowGoogleProtobufEmptyResponses: boolean
  /** Whether a comment `buf:lint:ignore RULE_ID` on an element, or around it, silences a rule there. */
  readonly allowsCommentIgnores: boolean
}

/** A policy of this version that says nothing else: the default rules, everywhere. */
export function defaultLintPolicy(version: LintPolicyVersion): LintPolicy {
  return {
    version,
    use: [],
    except: [],
    ignore: [],
    ignoreOnly: {},
    enumZeroValueSuffix: '_UNSPECIFIED',
    serviceSuffix: 'Service',
    rpcAllowSameRequestResponse: false,
    rpcAllowGoogleProtobufEmptyRequests: false,
    rpcAllowGoogleProtobufEmptyResponses: false,
    // v2 turned this around: `disallow_comment_ignores` instead of `allow_comment_ignores`.
    allowsCommentIgnores: version === 'v2',
  }
}
