import type { MemberRecord, MemberRole } from './account-records.ts'
import type { Page, PageRequest } from './page.ts'

/** Who has which role in which organization. Each method is atomic. */
export interface MemberStore {
  listMembers(organizationId: string, page: PageRequest): Promise<Page<MemberRecord>>
  /**
   * Makes a member, or gives one another role; `previous` is the role before. `failed_precondition` when no owner would be
   * left.
   */
  setMember(
    organizationId: string,
    member: { readonly userId: string; readonly role: MemberRole },
    nowMs: number,
  ): Promise<{ readonly previous: MemberRole | undefined }>
  /** False when the user is no member. `failed_precondition` when no owner would be left. */
  removeMember(organizationId: string, userId: string): Promise<boolean>
}
