export { buildV1Config } from './build-v1-config.ts'
export { compareBytewise } from './compare-bytewise.ts'
export { ConfigError, type ConfigProblem, formatConfigProblem } from './config-error.ts'
export {
  buildManifest,
  type Digest,
  type DigestType,
  digestB4,
  digestB5,
  formatDigest,
  isSameDigest,
  parseDigest,
  shake256,
} from './digest.ts'
export type { FileSet } from './file-set.ts'
export { type FileTree, memoryTree } from './file-tree.ts'
export {
  type AmbiguousPath,
  type DependencySets,
  findDependencySets,
  type Provider,
  type UnresolvedImport,
} from './find-dependency-sets.ts'
export { findWorkspaceFolder } from './locate-workspace.ts'
export { modulePathProblem, selectModuleFiles, selectModulePaths } from './module-files.ts'
export type { LockedDependency, PinnedDependency } from './pinned-dependency.ts'
export { readWorkspace, type WorkspaceOptions } from './read-workspace.ts'
export {
  formatModuleName,
  formatModuleReference,
  InvalidReferenceError,
  isCommitId,
  labelNameProblem,
  type ModuleName,
  type ModuleReference,
  moduleNameProblem,
  ownerNameProblem,
  parseModuleName,
  parseModuleReference,
  registryHostProblem,
} from './reference.ts'
export {
  formatRegistryPolicy,
  type RegistryBreakingPolicy,
  type RegistryLintPolicy,
  type RegistryPolicy,
  type RegistryRuleChoice,
  readRegistryPolicy,
} from './registry-policy.ts'
export { type ImportKind, type ImportStatement, scanImports } from './scan-imports.ts'
export type { Module, Workspace } from './workspace.ts'
