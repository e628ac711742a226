export { type PackageStability, packageStability } from './package-stability.ts'
export { PathSet } from './path-set.ts'
