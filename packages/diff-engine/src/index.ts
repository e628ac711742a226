export { CATEGORIES, type Category } from './category.ts'
export type { Finding, Place } from './finding.ts'
export type { Policy, PolicyVersion } from './policy.ts'
