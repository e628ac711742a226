// N of `v<N>`, and M and K of the suffixes, are at least 1; leading zeros pass.
const NUMBER = '0*[1-9][0-9]*'
const STABLE_VERSION = new RegExp(`^v${NUMBER}$`)
const UNSTABLE_VERSION = new RegExp(`^v${NUMBER}(?:test.*|(?:p${NUMBER})?(?:alpha|beta)(?:${NUMBER})?)$`, 's')

/** What the last component of a package name promises; undefined when it is no version. */
export type PackageStability = 'stable' | 'unstable' | undefined

/**
 * `stable` when the last of at least two components of a package name is a version such as `v1`, `unstable` when it is
 * one such as `v1beta1`, `v2p1alpha` or `v1test`.
 *
 * Source: the documentation of buf.yaml (`ignore_unstable_packages`, `PACKAGE_VERSION_SUFFIX`), and the behaviour of
 * buf 1.75.
 */
export function packageStability(packageName: string): PackageStability {
  const dot = packageName.lastIndexOf('.')
  if (dot <= 0) return undefined
  const version = packageName.slice(dot + 1)
  if (STABLE_VERSION.test(version)) return 'stable'
  return UNSTABLE_VERSION.test(version) ? 'unstable' : undefined
}
