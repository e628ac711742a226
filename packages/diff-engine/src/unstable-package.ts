// N of `v<N>`, and M and K of the suffixes, are at least 1; leading zeros pass.
const NUMBER = '0*[1-9][0-9]*'
const UNSTABLE_VERSION = new RegExp(`^v${NUMBER}(?:test.*|(?:p${NUMBER})?(?:alpha|beta)(?:${NUMBER})?)$`, 's')

/**
 * True when the last of at least two components of a package name is an unstable version, such as `v1beta1`,
 * `v2p1alpha` or `v1test`.
 *
 * Source: `ignore_unstable_packages` in the documentation of buf.yaml, and the behaviour of buf 1.75.
 */
export function isUnstablePackage(packageName: string): boolean {
  const dot = packageName.lastIndexOf('.')
  return dot > 0 && UNSTABLE_VERSION.test(packageName.slice(dot + 1))
}
