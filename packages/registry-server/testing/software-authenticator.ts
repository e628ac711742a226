import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a device can be made to get wrong. */
export interface AuthenticatorFaults {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  /** Whether the person was verified. */
  readonly isVerified?: boolean
  /** Whether anybody was there. */
  readonly isPresent?: boolean
  /** Signs with another key than the one that was registered. */
  readonly isForeignKey?: boolean
}

/** A device with one key, in software: enough of one to answer a page, rightly or wrongly. Source: WebAuthn Level 3. */
export interface SoftwareAuthenticator {
  /** What it says it has signed so far. */
  counter: number
  create(options: { challenge: string; rp: { id?: string } }, faults?: AuthenticatorFaults): string
  get(options: { challenge: string; rpId?: string }, faults?: AuthenticatorFaults): string
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

export function createSoftwareAuthenticator(origin: string): SoftwareAuthenticator {
  const id = randomBytes(32)
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const clientData = (type: string, challenge: string, faults: AuthenticatorFaults) =>
    Buffer.from(
      JSON.stringify({
        type: faults.type ?? type,
        challenge: faults.challenge ?? challenge,
        origin: faults.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const authenticatorData = (rpId: string, faults: AuthenticatorFaults, attested: Buffer) => {
    const flags =
      (faults.isPresent === false ? 0 : USER_PRESENT) |
      (faults.isVerified === false ? 0 : USER_VERIFIED) |
      (attested.length > 0 ? ATTESTED : 0)
    const head = Buffer.alloc(5)
    head.writeUInt8(flags, 0)
    head.writeUInt32BE(authenticator.counter, 1)
    return Buffer.concat([sha256(faults.rpId ?? rpId), head, attested])
  }
  const credential = (response: Readonly<Record<string, unknown>>) =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })
  const authenticator: SoftwareAuthenticator = {
    counter: 0,
    create({ challenge, rp }, faults = {}) {
      const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' })
      // A COSE key: EC2, ES256, P-256, x and y.
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = authenticatorData(rp.id ?? '', faults, Buffer.concat([Buffer.alloc(16), length, id, cose]))
      // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR.
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ])
      return credential({
        clientDataJSON: clientData('webauthn.create', challenge, faults).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },
    get({ challenge, rpId = '' }, faults = {}) {
      authenticator.counter++
      const data = authenticatorData(rpId, faults, Buffer.alloc(0))
      const client = clientData('webauthn.get', challenge, faults)
      const { privateKey } = faults.isForeignKey === true ? foreign : pair
      return credential({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
      })
    },
  }
  return authenticator
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}
