import { type Kysely, sql } from 'kysely'
import type {
  DeclaredRecord,
  HeadRecord,
  HeadSymbolRows,
  HeadSymbolsChange,
  TakenName,
  UsedRecord,
} from '../symbol-store.ts'
import { jsonRowsOf } from './json-rows.ts'
import { addSearchWords } from './search-words.ts'
import type { Tables } from './tables.ts'

/** Kinds whose full names are types for generated code. */
const TYPE_KINDS = ['message', 'enum', 'service', 'extension'] as const
/** Names that a refusal lists. */
const MAX_TAKEN = 20

/** Heads of default labels whose rows are not there, or are those of another commit or version. By module id. */
export async function listUnindexedHeads(
  db: Kysely<Tables>,
  filter: { moduleId?: string; ownerId?: string },
  version: number,
  page: { after: string; limit: number },
): Promise<HeadRecord[]> {
  let query = db
    .selectFrom('modules')
    .innerJoin('labels', (join) =>
      join.onRef('labels.module_id', '=', 'modules.id').onRef('labels.name', '=', 'modules.default_label_name'),
    )
    .leftJoin('indexed_heads', 'indexed_heads.module_id', 'modules.id')
    .select(['modules.id as moduleId', 'labels.commit_id as commitId'])
    .where('modules.id', '>', page.after)
    .where((eb) =>
      eb.or([
        eb('indexed_heads.commit_id', 'is', null),
        eb('indexed_heads.commit_id', '!=', eb.ref('labels.commit_id')),
        eb('indexed_heads.version', '!=', version),
      ]),
    )
    .orderBy('modules.id')
    .limit(page.limit)
  if (filter.moduleId !== undefined) query = query.where('modules.id', '=', filter.moduleId)
  if (filter.ownerId !== undefined) query = query.where('modules.owner_id', '=', filter.ownerId)
  return query.execute()
}

/** False when the default label points elsewhere by now. */
export function replaceHeadSymbols(
  db: Kysely<Tables>,
  head: HeadRecord,
  rows: HeadSymbolRows,
  version: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const label = await tx
      .selectFrom('modules')
      .innerJoin('labels', (join) =>
        join.onRef('labels.module_id', '=', 'modules.id').onRef('labels.name', '=', 'modules.default_label_name'),
      )
      .select('labels.commit_id as commitId')
      .where('modules.id', '=', head.moduleId)
      .executeTakeFirst()
    if (label?.commitId !== head.commitId) return false
    await tx.deleteFrom('declared_symbols').where('module_id', '=', head.moduleId).execute()
    await tx.deleteFrom('used_symbols').where('module_id', '=', head.moduleId).execute()
    await insertRows(tx, head.moduleId, rows)
    await setIndexedHead(tx, head, version)
    return true
  })
}

/**
 * Brings the rows of a module from one head of its default label to the next. Does nothing when the rows are not those
 * of the head that the change starts from: then they are made anew later.
 */
export async function changeHeadSymbols(
  tx: Kysely<Tables>,
  head: HeadRecord,
  change: HeadSymbolsChange,
  version: number,
): Promise<void> {
  const indexed = await tx
    .selectFrom('indexed_heads')
    .select(['commit_id', 'version'])
    .where('module_id', '=', head.moduleId)
    .executeTakeFirst()
  const isFirst = indexed === undefined && change.fromCommitId === undefined
  const isNext = indexed?.commit_id === change.fromCommitId && indexed?.version === version
  if (!isFirst && !isNext) return
  const { declared, used } = change.removed
  const { moduleId } = head
  const json = jsonRowsOf(tx)
  await sql`DELETE FROM declared_symbols WHERE module_id = ${moduleId}
    AND (kind, name) IN (SELECT ${json.text(0)}, ${json.text(1)} FROM ${json.rows(declared)})`.execute(tx)
  await sql`DELETE FROM used_symbols WHERE module_id = ${moduleId}
    AND (symbol, used_by) IN (SELECT ${json.text(0)}, ${json.text(1)} FROM ${json.rows(used)})`.execute(tx)
  await insertRows(tx, moduleId, change.added)
  await setIndexedHead(tx, head, version)
}

async function insertRows(tx: Kysely<Tables>, moduleId: string, { declared, used }: HeadSymbolRows): Promise<void> {
  const json = jsonRowsOf(tx)
  await sql`INSERT INTO declared_symbols (module_id, kind, name, container, path, word)
    SELECT ${moduleId}, ${json.text(0)}, ${json.text(1)}, ${json.text(2)}, ${json.text(3)}, ${json.text(4)}
    FROM ${json.rows(declared)}`.execute(tx)
  await addSearchWords(tx, declared)
  await sql`INSERT INTO used_symbols (module_id, symbol, used_by, is_held, is_foreign, path, line, col)
    SELECT ${moduleId}, ${json.text(0)}, ${json.text(1)}, ${json.integer(2)}, ${json.integer(3)}, ${json.text(4)},
      ${json.integer(5)}, ${json.integer(6)}
    FROM ${json.rows(used)}`.execute(tx)
}

async function setIndexedHead(tx: Kysely<Tables>, { moduleId, commitId }: HeadRecord, version: number): Promise<void> {
  await tx
    .insertInto('indexed_heads')
    .values({ module_id: moduleId, commit_id: commitId, version })
    .onConflict((conflict) => conflict.column('module_id').doUpdateSet({ commit_id: commitId, version }))
    .execute()
  await tx.deleteFrom('head_dependencies').where('module_id', '=', moduleId).execute()
  await tx
    .insertInto('head_dependencies')
    .columns(['module_id', 'dependency_module_id'])
    .expression((eb) =>
      eb
        .selectFrom('commit_dependencies')
        .innerJoin('commits', 'commits.id', 'commit_dependencies.dependency_id')
        .select([sql<string>`${moduleId}`.as('module_id'), 'commits.module_id as dependency_module_id'])
        .distinct()
        .where('commit_dependencies.commit_id', '=', commitId),
    )
    .execute()
}

/** Names of a module that other modules of the same owner have, too; types, paths of files, or both. */
export async function findTakenNames(
  tx: Kysely<Tables>,
  moduleId: string,
  wanted: { types: boolean; paths: boolean },
): Promise<TakenName[]> {
  const kinds: string[] = [...(wanted.types ? TYPE_KINDS : []), ...(wanted.paths ? ['file'] : [])]
  if (kinds.length === 0) return []
  return (
    tx
      .selectFrom('declared_symbols as mine')
      .innerJoin('modules as module', 'module.id', 'mine.module_id')
      .innerJoin('owners', 'owners.id', 'module.owner_id')
      .innerJoin('declared_symbols as taken', 'taken.name', 'mine.name')
      .innerJoin('modules as other', 'other.id', 'taken.module_id')
      .select([
        'mine.kind as kind',
        'mine.name as name',
        'mine.path as path',
        sql<string>`owners.name || '/' || module.name`.as('moduleName'),
        sql<string>`owners.name || '/' || other.name`.as('takenBy'),
        'taken.path as takenPath',
      ])
      .where('mine.module_id', '=', moduleId)
      .where('mine.kind', 'in', kinds)
      // The spaces of names are two: a file may be called like a message.
      .where(sql<boolean>`(mine.kind = 'file') = (taken.kind = 'file')`)
      .where('taken.kind', 'in', kinds)
      .whereRef('taken.module_id', '!=', 'mine.module_id')
      .whereRef('other.owner_id', '=', 'module.owner_id')
      .orderBy('mine.kind')
      .orderBy('mine.name')
      .limit(MAX_TAKEN)
      .execute()
  )
}

export async function findIndexedHead(
  db: Kysely<Tables>,
  moduleId: string,
): Promise<{ commitId: string; version: number } | undefined> {
  return db
    .selectFrom('indexed_heads')
    .select(['commit_id as commitId', 'version'])
    .where('module_id', '=', moduleId)
    .executeTakeFirst()
}

export async function readHeadSymbols(db: Kysely<Tables>, moduleId: string): Promise<HeadSymbolRows> {
  const declared = await db
    .selectFrom('declared_symbols')
    .select(['kind', 'name', 'container', 'path', 'word'])
    .where('module_id', '=', moduleId)
    .execute()
  const used = await db
    .selectFrom('used_symbols')
    .select(['symbol', 'used_by', 'is_held', 'is_foreign', 'path', 'line', 'col'])
    .where('module_id', '=', moduleId)
    .execute()
  const toRows = (rows: readonly object[]) => JSON.stringify(rows.map((row) => Object.values(row)))
  return { declared: toRows(declared), used: toRows(used) }
}

/** The modules whose default head depends on the module, directly or not. */
export async function listHeadDependants(db: Kysely<Tables>, moduleId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('head_dependencies')
    .select('module_id')
    .where('dependency_module_id', '=', moduleId)
    .execute()
  return rows.map((row) => row.module_id)
}

/** What the default head of a module declares under these names; files of a package as well. */
export async function findDeclared(
  db: Kysely<Tables>,
  moduleId: string,
  names: readonly string[],
): Promise<DeclaredRecord[]> {
  return db
    .selectFrom('declared_symbols')
    .select(['kind', 'name', 'container'])
    .where('name', 'in', jsonRowsOf(db).list(names))
    .where('kind', 'in', [...TYPE_KINDS, 'enum value', 'file'])
    .where('module_id', '=', moduleId)
    .execute()
}

/** Paths of the files that the default head of a module has in a package. */
export async function listFilesOfPackage(db: Kysely<Tables>, moduleId: string, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('declared_symbols')
    .select('path')
    .where('module_id', '=', moduleId)
    .where('kind', '=', 'file')
    .where('container', '=', name)
    .execute()
  return rows.map(({ path }) => path)
}

/** Where the default heads of some modules use any of the symbols. */
export async function listUsers(
  db: Kysely<Tables>,
  symbols: readonly string[],
  moduleIds: readonly string[],
  limit: number,
): Promise<UsedRecord[]> {
  const json = jsonRowsOf(db)
  const rows = await db
    .selectFrom('used_symbols')
    .selectAll()
    .where('symbol', 'in', json.list(symbols))
    // An expression keeps the modules out of the look-up: there may be thousands of them for each symbol.
    .where(sql<boolean>`module_id || '' IN ${json.list(moduleIds)}`)
    .orderBy('module_id')
    .orderBy('symbol')
    .orderBy('used_by')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    moduleId: row.module_id,
    symbol: row.symbol,
    usedBy: row.used_by,
    isHeld: row.is_held === 1,
    isForeign: row.is_foreign === 1,
    path: row.path,
    line: row.line,
    column: row.col,
  }))
}
