import { layOtherTree, type OtherTree, otherTrees } from './other-trees.ts'

/** Two releases, far apart, of .proto files that others wrote. The older ones have names of their own in package.json. */
export interface OtherHistory {
  readonly title: string
  /** Lays each side out as a module in a folder (made). */
  layPrev(folder: string): void
  layNext(folder: string): void
}

const hederaBefore: OtherTree = { ...otherTrees.hedera, package: 'hedera-proto-old' }
/** The package lacks an import, and so does not compile as it is. */
const hederaNow: OtherTree = {
  ...otherTrees.hedera,
  repair: {
    path: 'sdk_transaction_list.proto',
    after: 'import "services_ethereum_transaction.proto";',
    insert: ' import "services_transaction.proto";',
  },
}

export const otherHistories: readonly OtherHistory[] = [
  {
    title: 'Hedera, 2.0.0 to 2.25.0',
    layPrev: (folder) => layOtherTree(folder, hederaBefore),
    layNext: (folder) => layOtherTree(folder, hederaNow),
  },
]
