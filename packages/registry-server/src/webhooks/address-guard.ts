import { BlockList, isIP } from 'node:net'

/** Addresses that are not of the public internet. Source: the special-purpose registries of RFC 6890, kept by IANA. */
const SPECIAL: readonly (readonly [address: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  // Of those that are IPv4 addresses in another form a list of Node looks at the IPv4 address itself; but these are what
  // a translator on the way makes one of.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const special = new BlockList()
for (const [address, bits] of SPECIAL) special.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an address is of the public internet: others are our own network's, which nobody may reach through us. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  return version !== 0 && !special.check(address, version === 6 ? 'ipv6' : 'ipv4')
}
