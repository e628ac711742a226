import type { MessageInitShape } from '@bufbuild/protobuf'
import { sessionV1 } from '@wireproof/registry-api'
import { usageFailure } from '../failure.ts'
import { printable } from '../printable.ts'

const PERMISSIONS: Readonly<Record<string, sessionV1.Permission>> = {
  read: sessionV1.Permission.READ,
  push: sessionV1.Permission.PUSH,
  admin: sessionV1.Permission.ADMIN,
}

/** Parses `permission` or `permission:owner[/module]`. Throws a Failure. */
export function parseScope(text: string): MessageInitShape<typeof sessionV1.ScopeSchema> {
  const [, word = '', resource = ''] = /^(read|push|admin)(?::([^\s:]+))?$/.exec(text) ?? []
  const permission = PERMISSIONS[word]
  if (permission !== undefined) return { permission, resource }
  throw usageFailure(
    `"${printable(text)}" is no scope; it is read, push or admin, alone or for a place: push:owner, push:owner/module`,
  )
}
