import { BlockList } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type CertificateHeader, clientCertificateOf } from './client-certificate.ts'

/** Made by `openssl req -x509 -newkey ec`; the thumbprint by `openssl dgst -sha256`. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIUNpYpZNEDXLcsQb5R/TtGKaaV7KAwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGY2xpZW50MCAXDTI2MTEyODE2MTU0MFoYDzIxMjYxMTA0MTYx
NTQwWjARMQ8wDQYDVQQDDAZjbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AASvcKHwfm94uJtn1OGLPbTZP6WnBUB09iV9CqHhlXU7Lts4LYPQk858F6T5WyaR
+5CbyLTiXS/VwSrmrVgYI/y1o1MwUTAdBgNVHQ4EFgQU/dOZ0aPmvFPQ/r1bylqP
eMgATDowHwYDVR0jBBgwFoAU/dOZ0aPmvFPQ/r1bylqPeMgATDowDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAjGL0WSNVlulwYjRnxI0kmolpHfuy
NR/NekoXDlc7jNICIHTYgt2rBrsHTcJD86Ibz+thuA3Un4sggijFHsTIeHqV
-----END CERTIFICATE-----
`
const THUMBPRINT = 'Xaq1NB_fJYRYnobRzNLG22q20y5mFaaV2Cg9Oby40LA'
const OTHER_PEM = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR2gAwIBAgIUC/d4TA2trt4rn7RhYL5bbysSCUswCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFb3RoZXIwIBcNMjYxMTI4MTYxNTQwWhgPMjEyNjExMDQxNjE1
NDBaMBAxDjAMBgNVBAMMBW90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
Rs05PYhgsvqap7bJOtskBm8FSvJqL4PJFiO+4jgl5hH3gNuUlyHxNokWn47CJL/w
qEdgV8o7hgw2MUHV+Z7zcqNTMFEwHQYDVR0OBBYEFK6JD92yjSls0j8Onem5tJbq
PmhWMB8GA1UdIwQYMBaAFK6JD92yjSls0j8Onem5tJbqPmhWMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPBCFkUJGfdJcAjq3Qp5RZq4odUg4XkK
pTzoERUyJLubAiEA0TFFJufqcUBWZjtlHq0lE1OjrQdNwdjwKu9UiuqPWOA=
-----END CERTIFICATE-----
`

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
