import { CATEGORIES, type Policy, type PolicyVersion, RULES } from '@wireproof/diff-engine'
import type { BreakingCase } from './breaking-against-buf.ts'
import type { Random } from './breaking-random-schema.ts'

const VERSIONS: readonly PolicyVersion[] = ['v2', 'v1', 'v1beta1']

/** Any configuration of rules and places that buf takes, with ids and paths that mean something for the cases. */
export function randomPolicy(random: Random, cases: readonly BreakingCase[]): Policy {
  const version = random.pick(VERSIONS)
  const known = RULES.filter((rule) => rule.categories[version] !== undefined)
  const rules = known.filter((rule) => !rule.isDeprecated).map(({ id }) => id)
  const ids = [...known.map(({ id }) => id), ...CATEGORIES.filter((category) => version === 'v2' || category !== 'CSR')]
  // One rule at least is left when `use` has more rules of its own than `except` takes away.
  const except = random.chance(0.4) ? some(random, rules, 6) : []
  const free = rules.filter((id) => !except.includes(id))
  const use = random.chance(0.2) ? [] : [...some(random, ids, 12), random.pick(free)]
  const ignore = random.chance(0.5) ? somePaths(random, cases) : []
  const ignoreOnly = random.chance(0.5)
    ? Object.fromEntries(some(random, ids, 6).map((id) => [id, somePaths(random, cases)]))
    : {}
  return {
    version,
    use,
    except,
    ignore,
    ignoreOnly,
    ignoreUnstablePackages: random.chance(0.3),
    excludeImports: random.chance(0.3),
  }
}

function some<T>(random: Random, items: readonly T[], most: number): T[] {
  return [...new Set(Array.from({ length: 1 + random.below(most) }, () => random.pick(items)))]
}

/** Folders and files of different cases: buf refuses a path that lies in another. */
function somePaths(random: Random, cases: readonly BreakingCase[]): string[] {
  const chosen = some(random, cases, Math.max(1, cases.length / 8))
  return chosen.map((one) => (random.chance(0.5) ? one.name : random.pick(Object.keys({ ...one.prev, ...one.next }))))
}
