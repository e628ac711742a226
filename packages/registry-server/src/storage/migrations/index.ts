import { init } from './0001-init.ts'
import type { Migration } from './migration.ts'

/** In the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [init]
