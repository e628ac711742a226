/** What to do about findings, as edits of texts. An entry point of its own: most runs need none. */
export type { TextOf } from './draft.ts'
export type { Fix } from './fix.ts'
export {
  type Compiled,
  type FixedFinding,
  type FixResult,
  type FixTools,
  fixSources,
  type Sources,
} from './fix-sources.ts'
export { type ProposeOptions, proposeFixes } from './propose-fixes.ts'
export { applyEdits, mergeEdits, type TextEdit } from './text-edit.ts'
