import type { DecisionOutcome } from '../symbol-store.ts'

export interface DecisionsTable {
  id: string
  module_id: string
  module_name: string
  label_name: string
  outcome: DecisionOutcome
  commit_id: string | null
  against_commit_id: string | null
  content_digest: string
  user_id: string
  policy_digest: string
  engine_version: string
  findings: string
  finding_count: number
  decided_at_ms: number
}

export interface IndexedHeadsTable {
  module_id: string
  commit_id: string
  version: number
}

export interface HeadDependenciesTable {
  module_id: string
  dependency_module_id: string
}

export interface DeclaredSymbolsTable {
  module_id: string
  kind: string
  name: string
  container: string
  path: string
  word: string
}

export interface UsedSymbolsTable {
  module_id: string
  symbol: string
  used_by: string
  is_held: number
  is_foreign: number
  path: string
  line: number
  col: number
}

export interface IndexedLabelsTable {
  label_id: string
  seq: number
}

export interface RetiredUsesTable {
  label_id: string
  seq: number
  kind: 'field' | 'extension' | 'enum value'
  symbol: string
  number: number
  name: string
  json_name: string
  type: string
}

/** Decisions, and the indexes by symbol. */
export interface SymbolTables {
  decisions: DecisionsTable
  indexed_heads: IndexedHeadsTable
  head_dependencies: HeadDependenciesTable
  declared_symbols: DeclaredSymbolsTable
  used_symbols: UsedSymbolsTable
  indexed_labels: IndexedLabelsTable
  retired_uses: RetiredUsesTable
}
