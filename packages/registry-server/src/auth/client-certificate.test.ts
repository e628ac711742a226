import { BlockList } from 'node:net'
import { describe, expect, test } from 'vitest'
import {
  OTHER_CLIENT_PEM as OTHER_PEM,
  CLIENT_PEM as PEM,
  CLIENT_THUMBPRINT as THUMBPRINT,
} from '../../testing/client-certificates.ts'
import { type CertificateHeader, clientCertificateOf } from './client-certificate.ts'

const derOf = (pem: string) => pem.replace(/-----.*-----|\n/g, '')
const escaped = encodeURIComponent(PEM)
const sequence = `:${derOf(PEM)}:`

const trustedProxies = new BlockList()
trustedProxies.addSubnet('10.0.0.0', 8, 'ipv4')
const PROXY = { address: '10.1.2.3' }
const STRANGER = { address: '192.168.1.5' }

type Headers = Partial<Record<CertificateHeader, string>>
const ask = (headers: Headers, certificateHeader: CertificateHeader | undefined, peer = PROXY) =>
  clientCertificateOf((name) => headers[name], peer, { trustedProxies, certificateHeader })

test('S65: the thumbprint is that of the certificate, in either form', () => {
  expect(ask({ 'x-client-cert': escaped }, 'x-client-cert')).toEqual({ thumbprint: THUMBPRINT })
  expect(ask({ 'client-cert': sequence }, 'client-cert')).toEqual({ thumbprint: THUMBPRINT })
  const other = ask({ 'client-cert': `:${derOf(OTHER_PEM)}:` }, 'client-cert')
  expect(other).toEqual({ thumbprint: expect.stringMatching(/^[\w-]{43}$/) })
  expect(other).not.toEqual({ thumbprint: THUMBPRINT })
})

test('S65: without the header, or with an empty one, there is no certificate', () => {
  expect(ask({}, 'client-cert')).toBeUndefined()
  expect(ask({ 'client-cert': '' }, 'client-cert', STRANGER)).toBeUndefined()
})

describe('S65: a header that no proxy vouches for is refused', () => {
  test.each<[string, Headers, CertificateHeader | undefined, { address: string }]>([
    ['from a stranger', { 'client-cert': sequence }, 'client-cert', STRANGER],
    ['from a stranger, the other one', { 'x-client-cert': escaped }, 'client-cert', STRANGER],
    ['from a stranger, where no certificate is believed', { 'client-cert': sequence }, undefined, STRANGER],
    ['through the proxy, in the header that it does not set', { 'client-cert': sequence }, 'x-client-cert', PROXY],
    ['beside that of the proxy', { 'client-cert': sequence, 'x-client-cert': escaped }, 'x-client-cert', PROXY],
  ])('%s', (_, headers, certificateHeader, peer) => {
    expect(ask(headers, certificateHeader, peer)).toEqual({ problem: 'smuggled' })
  })

  test('and a proxy that sends it unasked is not believed', () => {
    expect(ask({ 'client-cert': sequence }, undefined)).toBeUndefined()
  })
})

test.each<[CertificateHeader, string]>([
  ['client-cert', 'x'],
  ['client-cert', '::'],
  ['client-cert', ':AAAA:'],
  ['client-cert', derOf(PEM)],
  ['client-cert', `${sequence}, ${sequence}`],
  ['client-cert', `${sequence};a=1`],
  ['client-cert', `:${Buffer.concat([Buffer.from(derOf(PEM), 'base64'), Buffer.from('x')]).toString('base64')}:`],
  ['client-cert', `:${'A'.repeat(100_000)}:`],
  ['x-client-cert', 'x'],
  ['x-client-cert', '%'],
  ['x-client-cert', encodeURIComponent(PEM + OTHER_PEM)],
  ['x-client-cert', `${escaped},${escaped}`],
  ['x-client-cert', '%2d'.repeat(10_000)],
])('S05: %s: %.40s is no certificate', (name, text) => {
  expect(ask({ [name]: text }, name)).toEqual({ problem: 'malformed' })
})
