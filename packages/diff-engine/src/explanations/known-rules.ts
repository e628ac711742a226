import { HISTORY_RULES } from '../history/history-rules.ts'
import { ALL_RULES } from '../rules/index.ts'
import { EXACT_RULES } from '../wire/exact-rules.ts'

/** What is known of a rule of any kind without an image. */
export interface KnownRule {
  readonly id: string
  /** The promise, in one sentence. */
  readonly summary: string
  /** Those of v2 where it is in one; of the version that knows it otherwise. */
  readonly categories: readonly string[]
  readonly kind: 'buf' | 'exact' | 'history' | 'deprecated'
  /** The rules that do the work of a deprecated one. */
  readonly replacements: readonly string[]
}

/** Every id that a configuration can name, and those about the history; sorted. */
export const KNOWN_RULES: readonly KnownRule[] = [
  ...ALL_RULES.map(({ id, summary, categories, isDeprecated, replacements }): KnownRule => {
    const kind = isDeprecated ? 'deprecated' : 'buf'
    return { id, summary, categories: categories.v2 ?? categories.v1 ?? [], kind, replacements }
  }),
  ...EXACT_RULES.map(({ id, summary, categories }): KnownRule => {
    return { id, summary, categories, kind: 'exact', replacements: [] }
  }),
  ...HISTORY_RULES.map(({ id, summary }): KnownRule => {
    return { id, summary, categories: [], kind: 'history', replacements: [] }
  }),
].sort((a, b) => (a.id < b.id ? -1 : 1))
