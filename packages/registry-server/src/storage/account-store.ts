import type { AccountRights } from './account-records.ts'

/** The people and programs that may sign in, and what they may do. Each method is atomic. */
export interface AccountStore {
  /** Undefined also for an organization. */
  findAccount(userId: string): Promise<AccountRights | undefined>
  findAccountByName(name: string): Promise<AccountRights | undefined>
  /** The stored hash of a password (PHC string); undefined when the account has none. */
  findPassword(userId: string): Promise<string | undefined>
  setPassword(userId: string, phc: string, nowMs: number): Promise<void>
}
