import type { RetiredUse } from '../symbols/retired-uses.ts'
import type { Page, PageRequest } from './page.ts'

export type DecisionOutcome = 'accepted' | 'refused'

/** What the registry said when a label was to move. It outlives the module and the commits. */
export interface DecisionRecord {
  readonly id: string
  readonly moduleId: string
  /** `owner/name`. */
  readonly moduleName: string
  readonly labelName: string
  readonly outcome: DecisionOutcome
  /** The commit that the label was moved to; undefined when it was refused before there was one. */
  readonly commitId: string | undefined
  /** The head that it was compared with; undefined for a new label. */
  readonly againstCommitId: string | undefined
  /** b5 of what was pushed. */
  readonly contentDigest: string
  readonly userId: string
  readonly userName: string
  readonly policyDigest: string
  readonly engineVersion: string
  /** JSON, an array; the first ones when there are many. */
  readonly findings: string
  readonly findingCount: number
  readonly decidedAtMs: number
}

/** A module and the commit that its default label points at. */
export interface HeadRecord {
  readonly moduleId: string
  readonly commitId: string
}

/** Something that the default head of a module declares. */
export interface DeclaredRecord {
  readonly kind: string
  readonly name: string
  /** The package of a file, the enum of a value; otherwise empty. */
  readonly container: string
}

/** A place in the default head of a module that uses a symbol. */
export interface UsedRecord {
  readonly moduleId: string
  readonly symbol: string
  /** The message, extension or service that the place is in, or the path of the file. */
  readonly usedBy: string
  /** Whether `usedBy` is a message that holds the symbol. */
  readonly isHeld: boolean
  /** Whether another module declares the symbol. */
  readonly isForeign: boolean
  readonly path: string
  readonly line: number
  readonly column: number
}

/** Rows of the index of symbols, as JSON: arrays of arrays, so that no thread but the database reads them. */
export interface HeadSymbolRows {
  /** `[kind, name, container, path, search word]` each. */
  readonly declared: string
  /** `[symbol, usedBy, isHeld, isForeign, path, line, column]` each. */
  readonly used: string
}

/** What one head of a default label has in the index that the head before had not, and the other way round. */
export interface HeadSymbolsChange {
  /** Undefined: there was no head. */
  readonly fromCommitId: string | undefined
  readonly removed: HeadSymbolRows
  readonly added: HeadSymbolRows
}

export type NewDecision = Omit<DecisionRecord, 'userName' | 'decidedAtMs'>

/** A name that is another module's of the same owner. */
export interface TakenName {
  readonly kind: string
  readonly name: string
  /** Where the module that was pushed has it. */
  readonly path: string
  /** `owner/name` of that module, and of the one that had it first. */
  readonly moduleName: string
  readonly takenBy: string
  readonly takenPath: string
}

/** A step in the history of a label that the index of retired uses has not gone yet. */
export interface UnindexedStep {
  readonly labelId: string
  /** Undefined at the beginning of the history. */
  readonly from: HistoryPlace | undefined
  readonly to: HistoryPlace
}

/** A place in the history of a label. */
export interface HistoryPlace {
  readonly seq: number
  readonly commitId: string
}

/** Decisions, and the indexes by symbol; part of the store. */
export interface SymbolStore {
  insertDecisions(decisions: readonly NewDecision[], nowMs: number): Promise<void>
  listDecisions(
    filter: { moduleId: string | undefined; commitId: string | undefined },
    page: PageRequest,
  ): Promise<Page<DecisionRecord>>

  /** Heads of default labels that the index of symbols has no rows of this version for; by module id. */
  listUnindexedHeads(
    filter: { moduleId?: string; ownerId?: string },
    version: number,
    page: { after: string; limit: number },
  ): Promise<HeadRecord[]>
  /** Makes the rows of a module anew; false when the default label points elsewhere by now. */
  replaceHeadSymbols(head: HeadRecord, rows: HeadSymbolRows, version: number): Promise<boolean>
  /** Of which commit, and of which version, the rows of a module are; undefined when there are none. */
  findIndexedHead(moduleId: string): Promise<{ readonly commitId: string; readonly version: number } | undefined>
  /** All rows of a module, for a check of the whole store. */
  readHeadSymbols(moduleId: string): Promise<HeadSymbolRows>
  /** Ids of the modules whose default head depends on the module, directly or not. */
  listHeadDependants(moduleId: string): Promise<string[]>
  /** What the default head of a module declares under these names. */
  findDeclared(moduleId: string, names: readonly string[]): Promise<DeclaredRecord[]>
  /** Paths of the files of a package in the default head of a module. */
  listFilesOfPackage(moduleId: string, name: string): Promise<string[]>
  /** Where the default heads of these modules use any of the symbols; sorted, the first `limit`. */
  listUsers(symbols: readonly string[], moduleIds: readonly string[], limit: number): Promise<UsedRecord[]>

  /** The next step of a label that the index of retired uses has to go; undefined when it is up to date. */
  nextUnindexedStep(labelId: string): Promise<UnindexedStep | undefined>
  /** Ids of labels with such steps, a page at a time. */
  listUnindexedLabels(after: string, limit: number): Promise<string[]>
  /**
   * Goes a step: `retired` are the uses that its first version has and the second has not, as JSON:
   * `[kind, symbol, number, name, jsonName, type]` each. False when somebody else has gone it.
   */
  indexStep(step: UnindexedStep, retired: string): Promise<boolean>
  /** What a label had once and gave up, oldest first. */
  listRetiredUses(labelId: string): Promise<RetiredUse[]>
}
