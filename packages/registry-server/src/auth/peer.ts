import { BlockList, isIP } from 'node:net'

/** The other end of a connection, and what it says about those behind it. */
export interface Peer {
  readonly address: string | undefined
  /** Whether the connection itself is TLS. */
  readonly encrypted: boolean
  /** `X-Forwarded-Proto`. */
  readonly forwardedProto: string | undefined
  /** `X-Forwarded-For`, or any other sign that a proxy passed the request on. */
  readonly forwardedFor: string | undefined
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/**
 * Whether a secret that came this way cannot have been read by others on the network: over TLS, from this machine
 * itself, or through a proxy that the operator named and that says that its own side was TLS.
 *
 * A request from this machine that bears the marks of a proxy nobody named is not from this machine.
 */
export function isConfidential(peer: Peer, trustedProxies: BlockList | undefined): boolean {
  return isOverTls(peer, trustedProxies) || (contains(LOOPBACK, peer.address) && !isForwarded(peer))
}

/** Whether the client's own connection is TLS: with the registry, or with a proxy that the operator named. */
export function isOverTls(peer: Peer, trustedProxies: BlockList | undefined): boolean {
  if (peer.encrypted) return true
  if (!isTrustedProxy(peer, trustedProxies)) return false
  // The nearest proxy appends: the last value is the one that it vouches for.
  return peer.forwardedProto?.split(',').at(-1)?.trim().toLowerCase() === 'https'
}

/** Whether the operator named the other end of the connection as a proxy, so that its headers are its own word. */
export function isTrustedProxy(peer: Pick<Peer, 'address'>, trustedProxies: BlockList | undefined): boolean {
  return contains(trustedProxies, peer.address)
}

/** The address to write into the log: what a trusted proxy says, else the connection's own. */
export function clientAddress(peer: Peer, trustedProxies: BlockList | undefined): string | undefined {
  if (!isTrustedProxy(peer, trustedProxies)) return peer.address
  const claimed = peer.forwardedFor?.split(',').at(-1)?.trim()
  return claimed !== undefined && isIP(claimed) !== 0 ? claimed : peer.address
}

function isForwarded({ forwardedFor, forwardedProto }: Peer): boolean {
  return forwardedFor !== undefined || forwardedProto !== undefined
}

function contains(list: BlockList | undefined, address: string | undefined): boolean {
  if (list === undefined || address === undefined) return false
  // An IPv4 client of a socket that takes both has an address like ::ffff:10.0.0.5.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = isIP(plain)
  return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4')
}
