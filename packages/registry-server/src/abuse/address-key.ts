import { isIPv6 } from 'node:net'

/** Bits of an IPv6 address that belong to the network: one subscriber has all addresses with the same. RFC 6177. */
const NETWORK_GROUPS = 4

/**
 * What attempts from an address are counted under: an IPv4 address, or the /64 network of an IPv6 address, which one
 * subscriber has 2^64 addresses of. What has no address has one key together.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined || address === '') return 'unknown'
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  return `${expand(plain).slice(0, NETWORK_GROUPS).join(':')}::/64`
}

/** The eight groups of an IPv6 address. Source: RFC 4291 section 2.2. */
function expand(address: string): string[] {
  const [withoutZone = ''] = address.toLowerCase().split('%')
  const [head = '', tail] = withoutZone.split('::')
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')]
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...(tail === undefined ? [] : zeros), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
