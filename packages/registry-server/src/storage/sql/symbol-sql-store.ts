import type { Kysely } from 'kysely'
import type { SymbolStore } from '../symbol-store.ts'
import { insertDecisions, listDecisions } from './decisions.ts'
import {
  findDeclared,
  findIndexedHead,
  listFilesOfPackage,
  listHeadDependants,
  listUnindexedHeads,
  listUsers,
  readHeadSymbols,
  replaceHeadSymbols,
} from './head-symbols.ts'
import { indexStep, listRetiredUses, listUnindexedLabels, nextUnindexedStep } from './retired-uses.ts'
import type { Tables } from './tables.ts'

export function createSymbolStore(db: Kysely<Tables>): SymbolStore {
  return {
    insertDecisions: (decisions, nowMs) => insertDecisions(db, decisions, nowMs),
    listDecisions: (filter, page) => listDecisions(db, filter, page),

    listUnindexedHeads: (filter, version, page) => listUnindexedHeads(db, filter, version, page),
    replaceHeadSymbols: (head, rows, version) => replaceHeadSymbols(db, head, rows, version),
    findIndexedHead: (moduleId) => findIndexedHead(db, moduleId),
    readHeadSymbols: (moduleId) => readHeadSymbols(db, moduleId),
    listHeadDependants: (moduleId) => listHeadDependants(db, moduleId),
    findDeclared: (moduleId, names) => findDeclared(db, moduleId, names),
    listFilesOfPackage: (moduleId, name) => listFilesOfPackage(db, moduleId, name),
    listUsers: (symbols, moduleIds, limit) => listUsers(db, symbols, moduleIds, limit),

    nextUnindexedStep: (labelId) => nextUnindexedStep(db, labelId),
    listUnindexedLabels: (after, limit) => listUnindexedLabels(db, after, limit),
    indexStep: (step, retired) => indexStep(db, step, retired),
    listRetiredUses: (labelId) => listRetiredUses(db, labelId),
  }
}
