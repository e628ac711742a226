import type { registryV1 } from '@wireproof/registry-api'
import type { Io } from '../io.ts'
import { writeNote } from './notes.ts'

/** Dependants and places of one that are told: enough to know whom to ask. */
const MAX_SHOWN = 20
const MAX_SHOWN_USES = 5

/** Tells on standard error who uses what breaks, and where. */
export async function writeDependants(
  io: Io,
  dependants: readonly registryV1.Dependant[],
  total: number,
): Promise<void> {
  const shown = dependants.slice(0, MAX_SHOWN)
  for (const { module, uses, useTotal } of shown) {
    const places = uses.slice(0, MAX_SHOWN_USES).map(describeUse)
    const left = useTotal - places.length
    await writeNote(io, `${module} uses this: ${places.join(', ')}${left > 0 ? ` and ${left} more` : ''}`)
  }
  const left = total - shown.length
  if (left > 0) await writeNote(io, `and ${left} more module${left === 1 ? '' : 's'}`)
}

function describeUse({ at, symbol, breaks }: registryV1.Dependant_Use): string {
  const place = `${at?.path ?? ''}:${at?.start?.line ?? 1}:${at?.start?.column ?? 1}`
  return `${place} (${symbol === breaks ? symbol : `${symbol}, which leads to ${breaks}`})`
}
