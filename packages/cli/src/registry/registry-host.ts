import { registryHostProblem } from '@wireproof/module'
import { usageFailure } from '../failure.ts'
import { printable } from '../printable.ts'

/**
 * Parses the `host[:port]` of a registry as a user may give it: a pasted address with scheme and trailing `/` is fine
 * where the scheme is the one that would be used anyway. Throws a Failure.
 */
export function parseRegistryHost(text: string): string {
  const [, scheme, host = ''] = /^(?:(https?):\/\/)?([^/]*)\/?$/.exec(text.trim()) ?? []
  const problem = host === '' ? 'a registry is named by its host[:port]' : registryHostProblem(host)
  if (problem !== undefined) throw usageFailure(`"${printable(text)}" is no registry: ${problem}`)
  if (scheme !== undefined && scheme !== schemeOf(host)) {
    throw usageFailure(
      `${host} is spoken to over ${schemeOf(host)}, not ${scheme}: plain HTTP is for registries on this machine only`,
    )
  }
  return host
}

/**
 * Whether a `host[:port]` is this machine, so that what is sent never meets a network.
 * Source: RFC 6761, section 6.3 (localhost and names under it); RFC 1122, section 3.2.1.3 (127.0.0.0/8).
 */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return /^(.+\.)?localhost$/.test(name) || /^127(\.\d{1,3}){3}$/.test(name)
}

/** The address that requests go to: HTTPS everywhere but on this machine. */
export function baseUrlOf(host: string): string {
  return `${schemeOf(host)}://${host}`
}

function schemeOf(host: string): 'http' | 'https' {
  return isLoopback(host) ? 'http' : 'https'
}
