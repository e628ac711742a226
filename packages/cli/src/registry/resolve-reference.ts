import type { ModuleName, ModuleReference } from '@wireproof/module'
import type { moduleV1 } from '@wireproof/registry-api'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import type { Registry } from './registry.ts'
import { RegistryFailure } from './registry-failure.ts'

/** Finds the commit that a reference means. Rejects with a Failure. */
export async function resolveReference(registry: Registry, reference: ModuleReference): Promise<moduleV1.Commit> {
  const { owner, module, ref } = reference
  const name = { owner, module, ...(ref === undefined ? {} : { child: { case: 'ref' as const, value: ref } }) }
  const { commits } = await registry.ask((client) =>
    client.commits.getCommits({ resourceRefs: [{ value: { case: 'name', value: name } }] }),
  )
  const [commit] = commits
  if (commit !== undefined) return commit
  throw new Failure(EXIT_CODES.server, `${registry.host} answers without a commit; is it a Wireproof registry?`)
}

/** The head of a module's default label; undefined when there is no such module, or nothing is pushed to it yet. */
export async function findDefaultHead(registry: Registry, name: ModuleName): Promise<moduleV1.Commit | undefined> {
  try {
    return await resolveReference(registry, { ...name, ref: undefined })
  } catch (error) {
    // What the registry protocol has for a module whose default label has no commit is failed_precondition.
    const isNew = error instanceof RegistryFailure && ['not_found', 'failed_precondition'].includes(error.code)
    if (isNew) return undefined
    throw error
  }
}
