import type { Policy, PolicyVersion } from './policy.ts'

/** A policy of this version that says nothing else: the default rules, everywhere. */
export function defaultPolicy(version: PolicyVersion): Policy {
  return {
    version,
    use: [],
    except: [],
    ignore: [],
    ignoreOnly: {},
    ignoreUnstablePackages: false,
    excludeImports: false,
  }
}
