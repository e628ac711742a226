import { create } from '@bufbuild/protobuf'
import {
  type FileDescriptorProto,
  type FileOptions,
  FileOptionsSchema,
  FileOptions_OptimizeMode as OptimizeMode,
} from '@bufbuild/protobuf/wkt'
import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteInFile } from '../site.ts'
import { quote } from '../wording.ts'

interface OptionRow {
  /** Name of the option; the id of the rule is `FILE_SAME_` and this in capitals. */
  readonly option: string
  readonly read: (options: FileOptions) => string | boolean | OptimizeMode
  /** Whose generated code depends on it. */
  readonly language: string
}

const ROWS: readonly OptionRow[] = [
  { option: 'cc_enable_arenas', read: (options) => options.ccEnableArenas, language: 'C++' },
  { option: 'cc_generic_services', read: (options) => options.ccGenericServices, language: 'C++' },
  { option: 'csharp_namespace', read: (options) => options.csharpNamespace, language: 'C#' },
  { option: 'go_package', read: (options) => options.goPackage, language: 'Go' },
  { option: 'java_generic_services', read: (options) => options.javaGenericServices, language: 'Java' },
  { option: 'java_multiple_files', read: (options) => options.javaMultipleFiles, language: 'Java' },
  { option: 'java_outer_classname', read: (options) => options.javaOuterClassname, language: 'Java' },
  { option: 'java_package', read: (options) => options.javaPackage, language: 'Java' },
  { option: 'objc_class_prefix', read: (options) => options.objcClassPrefix, language: 'Objective-C' },
  { option: 'optimize_for', read: (options) => options.optimizeFor, language: 'C++ and Java' },
  { option: 'php_class_prefix', read: (options) => options.phpClassPrefix, language: 'PHP' },
  { option: 'php_metadata_namespace', read: (options) => options.phpMetadataNamespace, language: 'PHP' },
  { option: 'php_namespace', read: (options) => options.phpNamespace, language: 'PHP' },
  { option: 'py_generic_services', read: (options) => options.pyGenericServices, language: 'Python' },
  { option: 'ruby_package', read: (options) => options.rubyPackage, language: 'Ruby' },
  { option: 'swift_prefix', read: (options) => options.swiftPrefix, language: 'Swift' },
]

const UNSET = create(FileOptionsSchema)

/**
 * `FILE_SAME_<OPTION>`: file options that change the names or the shape of generated code. The value that counts is
 * the effective one: writing a default down is no change.
 *
 * Source: the defaults in descriptor.proto; which options count is observed behaviour of buf 1.75.
 */
export const fileOptionUnchanged = ROWS.map(({ option, read, language }) =>
  defineRule({
    id: `FILE_SAME_${option.toUpperCase()}`,
    summary: `A file keeps its \`${option}\` option.`,
    categories: ['FILE', 'PACKAGE'],
    on: 'filePair',
    check(report, prev, next) {
      const from = read(optionsOf(prev.image.proto))
      const to = read(optionsOf(next.image.proto))
      if (from === to) return
      const path = [Tag.file.options, FileOptionsSchema.fields.find(({ name }) => name === option)?.number ?? 0]
      const against = siteInFile(prev, path)
      report({
        at: siteInFile(next, path),
        against,
        isAddition: against.span === undefined,
        symbol: next.path,
        nature: `${option} ${from} -> ${to}`,
        what: `Option ${option} of file ${quote(next.path)} changed from ${show(from)} to ${show(to)}`,
        harm: `${language} code that uses the generated code may no longer build; data is not affected.`,
        instead: `Set ${option} back to ${show(from)}.`,
      })
    },
  }),
)

function optionsOf(file: FileDescriptorProto): FileOptions {
  return file.options ?? UNSET
}

function show(value: string | boolean | OptimizeMode): string {
  if (typeof value === 'string') return quote(value)
  return typeof value === 'boolean' ? String(value) : OptimizeMode[value]
}
