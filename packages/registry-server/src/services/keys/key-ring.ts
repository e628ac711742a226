import { type AccessTokenResult, verifyAccessToken } from '../../auth/keys/access-token.ts'
import { type KeyPlan, planKeys } from '../../auth/keys/key-rotation.ts'
import {
  generateSigningKey,
  importVerifyingKeys,
  openSigningKey,
  type PublicJwk,
  type SigningKey,
  type VerifyingKeys,
} from '../../auth/keys/signing-key.ts'
import { RegistryError } from '../../registry-error.ts'
import type { KeyStore, SigningKeyRecord } from '../../storage/key-store.ts'

/** How long what was read of the store is believed: a key is published for a day before it signs. */
const KEEP_MS = 10 * 60_000
/** For a token whose key is not known the store is read anew, but not for each of a flood of forged ones. */
const RELOAD_MS = 2_000
/** How far the clocks of two nodes may differ. */
const CLOCK_TOLERANCE_S = 5
/** One to find that a key is missing, one that another node was faster, and one for good measure. */
const MAX_ROUNDS = 4

/** The keys that sign and verify access tokens, the same on all nodes: made, changed and retired as they are asked for. */
export interface KeyRing {
  /** `failed_precondition` when the master key is not the one that the keys were sealed under. */
  signingKey(): Promise<SigningKey>
  /** The claims of an access token of this registry that is valid now, or why it is refused. */
  verify(jwt: string): Promise<AccessTokenResult>
  /** What third parties verify with. */
  publishedKeys(): Promise<readonly PublicJwk[]>
}

export interface KeyRingDeps {
  readonly store: KeyStore
  readonly now: () => number
  readonly masterKey: Uint8Array
  /** Issuer and audience of the tokens. */
  readonly publicOrigin: string
}

interface Loaded {
  readonly plan: KeyPlan
  readonly signing: SigningKeyRecord
  readonly published: readonly PublicJwk[]
  readonly verifying: VerifyingKeys
  readonly loadedAtMs: number
}

export function createKeyRing({ store, now, masterKey, publicOrigin }: KeyRingDeps): KeyRing {
  let loaded: Loaded | undefined
  let loading: Promise<Loaded> | undefined
  let opened: SigningKey | undefined

  const load = (): Promise<Loaded> => {
    loading ??= readKeys({ store, masterKey, nowMs: now() })
      .then((read) => {
        loaded = read
        return read
      })
      .finally(() => {
        loading = undefined
      })
    return loading
  }
  const current = async (): Promise<Loaded> => {
    const nowMs = now()
    const isGood = loaded !== undefined && nowMs < loaded.plan.planAgainAtMs && nowMs - loaded.loadedAtMs < KEEP_MS
    return isGood && loaded !== undefined ? loaded : load()
  }

  return {
    async signingKey() {
      const { signing } = await current()
      if (opened?.kid === signing.kid) return opened
      const sealed = { kid: signing.kid, publicJwk: parseJwk(signing), sealedPrivateJwk: signing.sealedPrivateJwk }
      opened = await openSigningKey(sealed, masterKey)
      if (opened !== undefined) return opened
      throw new RegistryError(
        'failed_precondition',
        'the secret key of this registry is not the one that its signing keys were sealed under; give it the earlier one ' +
          '(WIREPROOF_SECRET_KEY_FILE, or the file secret-key in the data folder)',
      )
    },
    async verify(jwt) {
      const expected = {
        issuer: publicOrigin,
        audience: publicOrigin,
        nowMs: now(),
        clockToleranceS: CLOCK_TOLERANCE_S,
      }
      const keys = await current()
      const result = await verifyAccessToken(jwt, keys.verifying, expected)
      const isUnknown = 'problem' in result && result.problem === 'unknown-key'
      if (!isUnknown || now() - keys.loadedAtMs < RELOAD_MS) return result
      return verifyAccessToken(jwt, (await load()).verifying, expected)
    },
    async publishedKeys() {
      return (await current()).published
    },
  }
}

interface ReadKeysDeps {
  readonly store: KeyStore
  readonly masterKey: Uint8Array
  readonly nowMs: number
}

async function readKeys({ store, masterKey, nowMs }: ReadKeysDeps): Promise<Loaded> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const records = await store.listSigningKeys()
    const plan = planKeys(records, nowMs)
    if (plan.newKeySignsFromMs !== undefined) {
      const { kid, publicJwk, sealedPrivateJwk } = await generateSigningKey(masterKey)
      const record = {
        kid,
        publicJwk: JSON.stringify(publicJwk),
        sealedPrivateJwk,
        signsFromMs: plan.newKeySignsFromMs,
      }
      await store.insertSigningKey(record, records.at(-1)?.signsFromMs ?? -1)
      continue
    }
    const signing = records.find(({ kid }) => kid === plan.signingKid)
    if (signing === undefined) break
    await store.deleteSigningKeys(plan.retiredKids)
    const published = records.filter(({ kid }) => plan.verifyingKids.includes(kid)).map(parseJwk)
    return { plan, signing, published, verifying: await importVerifyingKeys(published), loadedAtMs: nowMs }
  }
  throw new Error('no signing key could be made or found')
}

function parseJwk({ publicJwk }: SigningKeyRecord): PublicJwk {
  return JSON.parse(publicJwk) as PublicJwk
}
