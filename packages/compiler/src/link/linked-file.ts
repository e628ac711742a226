import type { Edition } from '@bufbuild/protobuf/wkt'
import { editionOf } from '../descriptor/features.ts'
import type { EnumElement, MessageElement, UnlinkedFile } from '../descriptor/unlinked-file.ts'
import type { Source } from '../source/source.ts'
import type { ImportNode } from '../syntax/ast.ts'
import { type Exports, NOTHING_SHOWN } from './exports.ts'
import type { TypeSymbol } from './link-symbol.ts'
import { NOTHING_VISIBLE, type VisibleFiles } from './visible-files.ts'

/** One import statement that found its file. */
export interface Import {
  readonly node: ImportNode
  readonly file: LinkedFile
  readonly isPublic: boolean
  readonly isWeak: boolean
  /** Edition 2024: seen by options only. */
  readonly isOption: boolean
  /** Set when a name was found in the file, or through it. */
  isUsed: boolean
}

/**
 * A file on its way through the linker. What is in here depends on the text of the file and of those that it imports,
 * and on nothing else, so that it can be kept under a digest of both.
 */
export interface LinkedFile {
  readonly path: string
  readonly source: Source
  readonly unlinked: UnlinkedFile
  readonly edition: Edition
  /** In the order of the text. */
  imports: readonly Import[]
  /** By file: the import that brings it in, directly or in however many steps. Made on first use. */
  causes: ReadonlyMap<LinkedFile, Import> | undefined
  /** The file itself and everything that it imports publicly, in however many steps: what an importer sees. */
  exports: Exports
  /** All files whose names can be used here. */
  visible: VisibleFiles
  /** Types that other files may not name; only editions from 2024 on have them. */
  localTypes: ReadonlySet<MessageElement | EnumElement>
  /** The type of each field, by its index in `unlinked.fields`; undefined for scalars and where resolution failed. */
  fieldTypes: readonly (TypeSymbol | undefined)[]
  /** The message of each extension, by its index in `unlinked.fields`; undefined for plain fields. */
  extendees: readonly (TypeSymbol | undefined)[]
  /** Which ones of `unlinked.fields` are extensions. */
  readonly extensionIndexes: readonly number[]
  /** By option index: the path of the location that the option has, from the root of the file; undefined without one. */
  optionPaths: readonly (readonly number[] | undefined)[]
  /** Indexes of the options that set a singular message as a whole: their locations differ from all others. */
  messageOptions: ReadonlySet<number>
  /** By option index of a further piece of a singular message in an aggregate: that of its first piece. */
  firstPieces: ReadonlyMap<number, number>
  /** Which ones of the import statements say `option` and are plain imports all the same; see `VisibleFiles`. */
  plainImports: ReadonlySet<number>
  /** Starts and ends of all comments, where they were read along; none otherwise. */
  readonly comments: readonly number[]
  /** The SourceCodeInfo message, if it was wanted with the descriptor. */
  encodedSourceInfo: Uint8Array | undefined
}

/** Starts a file's life in the linker; the passes fill in the rest. */
export function createLinkedFile(unlinked: UnlinkedFile, comments: readonly number[]): LinkedFile {
  return {
    path: unlinked.proto.name,
    source: unlinked.source,
    unlinked,
    edition: editionOf(unlinked.proto),
    imports: [],
    causes: undefined,
    exports: NOTHING_SHOWN,
    visible: NOTHING_VISIBLE,
    localTypes: new Set(),
    fieldTypes: [],
    extendees: [],
    extensionIndexes: indexesOfExtensions(unlinked),
    optionPaths: [],
    messageOptions: new Set(),
    firstPieces: new Map(),
    plainImports: new Set(),
    comments,
    encodedSourceInfo: undefined,
  }
}

function indexesOfExtensions({ fields }: UnlinkedFile): readonly number[] {
  const indexes: number[] = []
  for (const [index, { extend }] of fields.entries()) if (extend !== undefined) indexes.push(index)
  return indexes
}
