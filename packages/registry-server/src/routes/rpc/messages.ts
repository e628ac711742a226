import type { MessageInitShape } from '@bufbuild/protobuf'
import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import { moduleV1, moduleV1beta1, ownerV1, registryV1 } from '@wireproof/registry-api'
import type { CommitRecord, LabelRecord, ModuleRecord, OwnerRecord, TokenRecord } from '../../storage/records.ts'
import { toScopeMessage } from './session-messages.ts'

/** Records as messages. */

const VISIBILITY = {
  public: moduleV1.ModuleVisibility.PUBLIC,
  private: moduleV1.ModuleVisibility.PRIVATE,
} as const
const STATE = { active: moduleV1.ModuleState.ACTIVE, deprecated: moduleV1.ModuleState.DEPRECATED } as const
const SCOPE = {
  read: registryV1.Scope.READ,
  push: registryV1.Scope.PUSH,
  admin: registryV1.Scope.ADMIN,
} as const

export function toModuleMessage(module: ModuleRecord): MessageInitShape<typeof moduleV1.ModuleSchema> {
  return {
    id: module.id,
    createTime: timestampFromMs(module.createdAtMs),
    updateTime: timestampFromMs(module.updatedAtMs),
    name: module.name,
    ownerId: module.ownerId,
    visibility: VISIBILITY[module.visibility],
    state: STATE[module.state],
    description: module.description,
    url: module.url,
    defaultLabelName: module.defaultLabelName,
  }
}

export function toCommitMessage(commit: CommitRecord): MessageInitShape<typeof moduleV1.CommitSchema> {
  return {
    ...commitFields(commit),
    digest: { type: moduleV1.DigestType.B5, value: Buffer.from(commit.b5, 'hex') },
  }
}

/** With the digest of the kind that was asked for; b5 when nothing was. */
export function toCommitMessageV1beta1(
  commit: CommitRecord,
  digestType: moduleV1beta1.DigestType,
): MessageInitShape<typeof moduleV1beta1.CommitSchema> {
  const digest =
    digestType === moduleV1beta1.DigestType.B4
      ? { type: moduleV1beta1.DigestType.B4, value: Buffer.from(commit.b4, 'hex') }
      : { type: moduleV1beta1.DigestType.B5, value: Buffer.from(commit.b5, 'hex') }
  return { ...commitFields(commit), digest }
}

function commitFields(commit: CommitRecord) {
  return {
    id: commit.id,
    createTime: timestampFromMs(commit.createdAtMs),
    ownerId: commit.ownerId,
    moduleId: commit.moduleId,
    createdByUserId: commit.createdByUserId,
    sourceControlUrl: commit.sourceControlUrl,
  }
}

/** A push that a policy forbids is refused, so that no commit of a label ever waits for a review. */
export function checkState(updatedAtMs: number): MessageInitShape<typeof moduleV1.CommitCheckStateSchema> {
  return { status: moduleV1.CommitCheckStatus.DISABLED, updateTime: timestampFromMs(updatedAtMs) }
}

export function toLabelMessage(label: LabelRecord): MessageInitShape<typeof moduleV1.LabelSchema> {
  return {
    id: label.id,
    createTime: timestampFromMs(label.createdAtMs),
    updateTime: timestampFromMs(label.updatedAtMs),
    ...(label.archivedAtMs === undefined ? {} : { archiveTime: timestampFromMs(label.archivedAtMs) }),
    name: label.name,
    ownerId: label.ownerId,
    moduleId: label.moduleId,
    commitId: label.commitId,
    updatedByUserId: label.updatedByUserId,
    commitCheckState: checkState(label.updatedAtMs),
  }
}

export function toUserMessage(user: OwnerRecord): MessageInitShape<typeof ownerV1.UserSchema> {
  return {
    id: user.id,
    createTime: timestampFromMs(user.createdAtMs),
    updateTime: timestampFromMs(user.updatedAtMs),
    name: user.name,
    type: user.userType === 'machine' ? ownerV1.UserType.BOT : ownerV1.UserType.STANDARD,
    state: ownerV1.UserState.ACTIVE,
    description: user.description,
    url: user.url,
    verificationStatus: ownerV1.UserVerificationStatus.UNVERIFIED,
  }
}

export function toOrganizationMessage(owner: OwnerRecord): MessageInitShape<typeof ownerV1.OrganizationSchema> {
  return {
    id: owner.id,
    createTime: timestampFromMs(owner.createdAtMs),
    updateTime: timestampFromMs(owner.updatedAtMs),
    name: owner.name,
    description: owner.description,
    url: owner.url,
    verificationStatus: ownerV1.OrganizationVerificationStatus.UNVERIFIED,
    visibility: ownerV1.OrganizationVisibility.PUBLIC,
  }
}

export function toOwnerMessage(owner: OwnerRecord): MessageInitShape<typeof ownerV1.OwnerSchema> {
  return owner.kind === 'user'
    ? { value: { case: 'user', value: toUserMessage(owner) } }
    : { value: { case: 'organization', value: toOrganizationMessage(owner) } }
}

export function toTokenMessage(token: TokenRecord): MessageInitShape<typeof registryV1.TokenSchema> {
  return {
    id: token.id,
    note: token.note,
    userName: token.userName,
    scope: SCOPE[token.scope],
    scopes: token.scopes.map(toScopeMessage),
    createTime: timestampFromMs(token.createdAtMs),
    ...(token.expiresAtMs === undefined ? {} : { expireTime: timestampFromMs(token.expiresAtMs) }),
    ...(token.lastUsedAtMs === undefined ? {} : { lastUsedTime: timestampFromMs(token.lastUsedAtMs) }),
  }
}
