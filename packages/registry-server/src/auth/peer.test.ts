import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { clientAddress, isConfidential, type Peer } from './peer.ts'

const proxies = new BlockList()
proxies.addSubnet('10.0.0.0', 8, 'ipv4')
proxies.addAddress('127.0.0.9', 'ipv4')

const peer = (address: string | undefined, more: Partial<Peer> = {}): Peer => ({
  address,
  encrypted: false,
  forwardedProto: undefined,
  forwardedFor: undefined,
  ...more,
})

test.each([
  ['this machine', peer('127.0.0.1'), true],
  ['this machine, IPv6', peer('::1'), true],
  ['this machine, IPv4 in IPv6', peer('::ffff:127.0.0.1'), true],
  ['another machine', peer('192.168.1.5'), false],
  ['nobody knows who', peer(undefined), false],
  ['another machine over TLS', peer('192.168.1.5', { encrypted: true }), true],
  ['another machine that claims to be a proxy', peer('192.168.1.5', { forwardedProto: 'https' }), false],
  ['a proxy on this machine that nobody named', peer('127.0.0.1', { forwardedFor: '1.2.3.4' }), false],
  ['an unnamed one that claims TLS', peer('127.0.0.1', { forwardedProto: 'https' }), false],
  ['a named proxy with TLS', peer('10.1.2.3', { forwardedProto: 'https', forwardedFor: '1.2.3.4' }), true],
  ['a named proxy on this machine', peer('127.0.0.9', { forwardedProto: 'HTTPS' }), true],
  ['a named proxy without TLS', peer('10.1.2.3', { forwardedProto: 'http', forwardedFor: '1.2.3.4' }), false],
  ['a named proxy that says nothing', peer('10.1.2.3', { forwardedFor: '1.2.3.4' }), false],
  ['a value that the client itself put first', peer('10.1.2.3', { forwardedProto: 'https, http' }), false],
])('%s', (_, from, confidential) => {
  expect(isConfidential(from, proxies)).toBe(confidential)
})

test('the log believes only a named proxy', () => {
  expect(clientAddress(peer('10.1.2.3', { forwardedFor: '6.6.6.6, 1.2.3.4' }), proxies)).toBe('1.2.3.4')
  expect(clientAddress(peer('10.1.2.3', { forwardedFor: 'nonsense\n' }), proxies)).toBe('10.1.2.3')
  expect(clientAddress(peer('192.168.1.5', { forwardedFor: '1.2.3.4' }), proxies)).toBe('192.168.1.5')
  expect(clientAddress(peer('127.0.0.1'), undefined)).toBe('127.0.0.1')
})
