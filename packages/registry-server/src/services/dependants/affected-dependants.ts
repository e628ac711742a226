import { MAX_REACHED_SYMBOLS, MAX_USE_ROWS } from '../../limits.ts'
import type { ModuleRecord } from '../../storage/records.ts'
import type { UsedRecord } from '../../storage/symbol-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { brokenSymbols } from './broken-symbols.ts'

/** Symbols whose users are looked up at once. */
const SYMBOLS_A_STEP = 100

/** A place in a dependant, and why it is affected. */
export interface AffectedUse {
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  readonly column: number
  /** What is used there. */
  readonly symbol: string
  /** What breaks: the symbol itself, or something that it holds. */
  readonly breaks: string
}

/** A module whose default head uses what breaks. */
export interface AffectedDependant {
  readonly module: ModuleRecord
  readonly commitId: string
  /** Sorted by path and line. */
  readonly uses: readonly AffectedUse[]
}

/**
 * The modules that depend on a module and use any of `symbols` (as findings name them), by the heads of default labels;
 * sorted by name. `isWanted` leaves out those that the caller may not see, or that change in the same step.
 *
 * Goes from the broken symbols to the messages that hold them, in whichever module, until nothing new comes; bounded by
 * `MAX_REACHED_SYMBOLS`. Source of what a use is: DependantService.
 */
export async function findAffectedDependants(
  context: Pick<ServiceContext, 'store'>,
  moduleId: string,
  symbols: readonly string[],
  isWanted: (module: ModuleRecord) => boolean,
): Promise<AffectedDependant[]> {
  const { store } = context
  const dependants = await store.listHeadDependants(moduleId)
  if (dependants.length === 0 || symbols.length === 0) return []
  const broken = await brokenSymbols(context, moduleId, symbols)
  const found = await followUses(context, [moduleId, ...dependants], broken)
  const affected: AffectedDependant[] = []
  for (const [id, uses] of found) {
    const module = id === moduleId ? undefined : await store.findModuleById(id)
    if (module === undefined || !isWanted(module)) continue
    const head = await store.findLabelByName(id, module.defaultLabelName)
    if (head !== undefined) affected.push({ module, commitId: head.commitId, uses: uses.sort(byPlace) })
  }
  return affected.sort((a, b) => compare(nameOf(a.module), nameOf(b.module)))
}

/** Uses of what another module declares, by the module that has them. */
async function followUses(
  { store }: Pick<ServiceContext, 'store'>,
  moduleIds: readonly string[],
  broken: ReadonlySet<string>,
): Promise<Map<string, AffectedUse[]>> {
  const found = new Map<string, AffectedUse[]>()
  /** By reached symbol: the broken one that it leads to. */
  const breaks = new Map(Array.from(broken, (symbol) => [symbol, symbol]))
  for (let reached = [...broken]; reached.length > 0 && breaks.size <= MAX_REACHED_SYMBOLS; ) {
    const next: string[] = []
    for (let start = 0; start < reached.length; start += SYMBOLS_A_STEP) {
      // In steps, between which others are served.
      const some = reached.slice(start, start + SYMBOLS_A_STEP)
      for (const user of await store.listUsers(some, moduleIds, MAX_USE_ROWS)) {
        const origin = breaks.get(user.symbol) as string
        if (user.isForeign) addUse(found, user, origin)
        if (!user.isHeld || breaks.has(user.usedBy)) continue
        breaks.set(user.usedBy, origin)
        next.push(user.usedBy)
      }
    }
    reached = next
  }
  return found
}

function addUse(found: Map<string, AffectedUse[]>, user: UsedRecord, breaks: string): void {
  const { moduleId, path, line, column, symbol } = user
  const uses = found.get(moduleId)
  const use = { path, line, column, symbol, breaks }
  if (uses === undefined) found.set(moduleId, [use])
  else uses.push(use)
}

function byPlace(a: AffectedUse, b: AffectedUse): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.symbol, b.symbol)
}

function nameOf({ ownerName, name }: ModuleRecord): string {
  return `${ownerName}/${name}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
