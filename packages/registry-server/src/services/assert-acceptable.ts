import { RegistryError } from '../registry-error.ts'
import type { CheckedContent, PushVerdict } from '../workers/push-check.ts'
import type { PlannedMoves } from './label-moves.ts'
import { brokenHeadError, compileError } from './push-errors.ts'

/**
 * The checked contents of a verdict that a policy can be asked about; otherwise throws what is wrong: `invalid_argument`
 * for files that cannot be used, `failed_precondition` for heads that nothing can be compared with.
 * `planned` is by the key of the content; `nameOf` tells what a key is called in messages.
 */
export function assertAcceptable(
  verdict: PushVerdict,
  planned: ReadonlyMap<string, PlannedMoves>,
  nameOf: (key: string) => string,
): readonly CheckedContent[] {
  if (verdict.kind === 'cycle') {
    const names = [...verdict.keys, verdict.keys[0] as string].map(nameOf)
    throw new RegistryError('invalid_argument', `modules depend on each other in a circle: ${names.join(' -> ')}`)
  }
  if (verdict.kind === 'ambiguous') {
    const lines = verdict.paths.map(({ path, keys }) => `${path} is in ${keys.map(nameOf).join(' and in ')}`)
    throw new RegistryError(
      'invalid_argument',
      ['an import of these files could mean more than one of them:', ...lines].join('\n'),
    )
  }
  const broken = verdict.contents.filter(({ errors }) => errors.total > 0)
  if (broken.length > 0) throw compileError(broken.map(({ key, errors }) => ({ module: nameOf(key), errors })))

  for (const { key, brokenHeads } of verdict.contents) {
    for (const { name, head } of planned.get(key)?.labels ?? []) {
      if (head === undefined) continue
      const errors = brokenHeads.get(head.id)
      if (errors !== undefined) throw brokenHeadError(name, { module: nameOf(key), errors })
    }
  }
  return verdict.contents
}
