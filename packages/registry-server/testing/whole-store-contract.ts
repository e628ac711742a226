import { describe } from 'vitest'
import type { Store } from '../src/storage/store.ts'
import { accountStoreContract } from './account-store-contract.ts'
import { artifactStoreContract } from './artifact-store-contract.ts'
import { attemptStoreContract } from './attempt-store-contract.ts'
import { auditStoreContract } from './audit-store-contract.ts'
import { externalIdentityStoreContract } from './external-identity-store-contract.ts'
import { keyStoreContract } from './key-store-contract.ts'
import { passkeyStoreContract } from './passkey-store-contract.ts'
import { sessionStoreContract } from './session-store-contract.ts'
import { storeContract } from './store-contract.ts'
import { trustRuleStoreContract } from './trust-rule-store-contract.ts'
import { webhookStoreContract } from './webhook-store-contract.ts'

/** What a store does with all of its parts, whichever database is below it. `open` gives an empty one. */
export function wholeStoreContract(open: () => Promise<Store>): void {
  describe('modules and what belongs to them', () => storeContract(open))
  describe('plugins and policies', () => artifactStoreContract(open))
  describe('webhooks', () => webhookStoreContract(open))
  describe('accounts', () => accountStoreContract(open))
  describe('sessions', () =>
    sessionStoreContract(async () => {
      const store = await open()
      return { store, sessions: store }
    }))
  describe('counted attempts', () => attemptStoreContract(open))
  describe('the audit log', () => auditStoreContract(open))
  describe('signing keys', () => keyStoreContract(open))
  describe('accounts at external providers', () => externalIdentityStoreContract(open))
  describe('passkeys', () => passkeyStoreContract(open))
  describe('rules of trust', () => trustRuleStoreContract(open))
}
