export { buildV1Config, type PinnedDependency } from './build-v1-config.ts'
export { compareBytewise } from './compare-bytewise.ts'
export { ConfigError, type ConfigProblem, formatConfigProblem } from './config-error.ts'
export {
  type AmbiguousPath,
  type DependencySets,
  findDependencySets,
  type Provider,
  type UnresolvedImport,
} from './dependency-sets.ts'
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
export { findWorkspaceFolder } from './locate-workspace.ts'
export { modulePathProblem, selectModuleFiles, selectModulePaths } from './module-files.ts'
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
export { type ImportKind, type ImportStatement, scanImports } from './scan-imports.ts'
export {
  type LockedDependency,
  type Module,
  readWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from './workspace.ts'
