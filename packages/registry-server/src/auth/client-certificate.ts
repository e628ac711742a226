import { createHash, X509Certificate } from 'node:crypto'
import type { BlockList } from 'node:net'
import { isTrustedProxy, type Peer } from './peer.ts'

/** Certificates have one to four thousand bytes; percent-encoded PEM is half as long again. */
const MAX_HEADER_CHARS = 16_384

/**
 * The headers in which proxies say it. `client-cert`: DER as a byte sequence of structured fields, `:base64:` (RFC 9440
 * section 2.2). `x-client-cert`: PEM, percent-encoded, as nginx writes `$ssl_client_escaped_cert`.
 */
export const CERTIFICATE_HEADERS = ['client-cert', 'x-client-cert'] as const
export type CertificateHeader = (typeof CERTIFICATE_HEADERS)[number]

export interface CertificateTrust {
  readonly trustedProxies: BlockList | undefined
  /** The one header that the proxies set, and take away when a client sends it; undefined: no certificate is believed. */
  readonly certificateHeader: CertificateHeader | undefined
}

/**
 * `smuggled`: there is such a header, and it cannot be the word of a proxy that the operator named. `malformed`: it holds
 * no certificate.
 */
export type ClientCertificate = { readonly thumbprint: string } | { readonly problem: 'smuggled' | 'malformed' }

/**
 * The thumbprint (`x5t#S256`) of the certificate with which a client proved itself to a trusted proxy; undefined when
 * none is named. A header from anybody else, or the one that the proxy does not look after, is an attempt to pass for
 * another client, and the request is to be refused whether or not it needs a certificate.
 * Source: RFC 8705 section 3.1; RFC 9440 section 4.
 */
export function clientCertificateOf(
  readHeader: (name: CertificateHeader) => string | undefined,
  peer: Pick<Peer, 'address'>,
  { trustedProxies, certificateHeader }: CertificateTrust,
): ClientCertificate | undefined {
  // nginx writes an empty value when the client has no certificate.
  const present = CERTIFICATE_HEADERS.filter((name) => readHeader(name))
  if (present.length === 0) return undefined
  if (!isTrustedProxy(peer, trustedProxies)) return { problem: 'smuggled' }
  if (certificateHeader === undefined) return undefined
  if (present.some((name) => name !== certificateHeader)) return { problem: 'smuggled' }
  const text = readHeader(certificateHeader) ?? ''
  const der = certificateHeader === 'client-cert' ? parseByteSequence(text) : parseEscapedPem(text)
  if (der === undefined) return { problem: 'malformed' }
  return { thumbprint: createHash('sha256').update(der).digest('base64url') }
}

function parseByteSequence(text: string): Buffer | undefined {
  const base64 = /^:([\w+/]+={0,2}):$/.exec(text)?.[1]
  return base64 === undefined ? undefined : parseCertificate(Buffer.from(base64, 'base64'))
}

function parseEscapedPem(text: string): Buffer | undefined {
  if (text.length > MAX_HEADER_CHARS) return undefined
  let pem: string
  try {
    pem = decodeURIComponent(text)
  } catch {
    return undefined
  }
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----/g)?.length
  return blocks === 1 ? parseCertificate(pem) : undefined
}

/** The DER form, if it is one certificate and nothing else. */
function parseCertificate(encoded: Buffer | string): Buffer | undefined {
  if (encoded.length > MAX_HEADER_CHARS) return undefined
  try {
    const { raw } = new X509Certificate(encoded)
    return typeof encoded === 'string' || raw.equals(encoded) ? raw : undefined
  } catch {
    return undefined
  }
}
