import type { AttemptLimiter } from '../abuse/attempt-limiter.ts'
import type { KnownDevices } from '../abuse/known-device.ts'
import type { DpopNonces } from '../auth/dpop/dpop-nonces.ts'
import type { JtiReplayGuard } from '../auth/dpop/jti-replay-guard.ts'
import type { IssuerKeys } from '../auth/external/issuer-keys.ts'
import type { ExternalLogin } from '../auth/oidc/external-login.ts'
import type { Passkeys } from '../auth/passkeys/passkeys.ts'
import type { SessionLifetimes } from '../auth/session-lifetimes.ts'
import type { Plugin } from '../plugins/plugin.ts'
import type { BlobStore } from '../storage/blob-store.ts'
import type { SessionStore } from '../storage/session-store.ts'
import type { Store } from '../storage/store.ts'
import type { Surveyor } from '../workers/commit-survey.ts'
import type { PushChecker } from '../workers/push-check.ts'
import type { PluginUnpacker } from '../workers/unpack-plugin.ts'
import type { CompiledImages } from './images/compiled-images.ts'
import type { KeyRing } from './keys/key-ring.ts'

/** What use cases work with. Tests hand in a fixed clock, counted ids and a checker without threads. */
export interface ServiceContext {
  readonly store: Store
  /** The store itself, unless sessions are kept elsewhere. */
  readonly sessions: SessionStore
  readonly lifetimes: SessionLifetimes
  /** Signs and verifies access tokens. */
  readonly keyRing: KeyRing
  /** Under which public URL the registry is reached: scheme and host. Issuer and audience of its tokens. */
  readonly publicOrigin: string
  /** Takes away what the operator reads the setup code in, once it is used. */
  readonly removeSetupCode: () => Promise<void>
  /** What proofs of possession are held to. */
  readonly dpop: { readonly nonces: DpopNonces; readonly replays: JtiReplayGuard }
  /** The keys of other issuers whose tokens are traded for ours. */
  readonly issuerKeys: IssuerKeys
  /** Keys of people's devices, with which they sign in. */
  readonly passkeys: Passkeys
  /** A provider of identities at which people sign in; undefined: none. */
  readonly externalLogin: { readonly provider: ExternalLogin; readonly isSignUpAllowed: boolean } | undefined
  readonly limiter: AttemptLimiter
  readonly knownDevices: KnownDevices
  readonly blobs: BlobStore
  readonly checker: PushChecker
  readonly surveyor: Surveyor
  readonly images: CompiledImages
  readonly unpacker: PluginUnpacker
  readonly now: () => number
  readonly newId: () => string
  /** What the operator provides for generating code; empty when nothing. */
  readonly plugins: readonly Plugin[]
  /** The version of the registry, which is that of the engine that compares. */
  readonly engineVersion: string
  /** `host` or `host:port` to which webhooks may go though they are not public, or not https. */
  readonly webhookHosts: ReadonlySet<string>
  /** The registry's own `host[:port]`, as clients write it in module names. */
  readonly registryHost: string
}
