import type { FileOptions } from '@bufbuild/protobuf/wkt'
import { type AnyLintRule, defineRule, PLACED } from '../rule.ts'
import { type FileElement, Tag } from '../schema/element.ts'

/** The options of generated code that hold for a package as a whole. */
type PackageOption =
  | 'csharpNamespace'
  | 'goPackage'
  | 'javaMultipleFiles'
  | 'javaPackage'
  | 'phpNamespace'
  | 'rubyPackage'
  | 'swiftPrefix'

/** One row for each option: its name in the source, its property, its number in google.protobuf.FileOptions. */
export const packageSameOption: readonly AnyLintRule[] = [
  optionRule('csharp_namespace', 'csharpNamespace', 37),
  optionRule('go_package', 'goPackage', 11),
  optionRule('java_multiple_files', 'javaMultipleFiles', 10),
  optionRule('java_package', 'javaPackage', 1),
  optionRule('php_namespace', 'phpNamespace', 41),
  optionRule('ruby_package', 'rubyPackage', 45),
  optionRule('swift_prefix', 'swiftPrefix', 39),
]

function optionRule(name: string, property: PackageOption, number: number): AnyLintRule {
  return defineRule({
    id: `PACKAGE_SAME_${name.toUpperCase()}`,
    summary: `All files of a package have the same value of the option \`${name}\`, or none.`,
    categories: PLACED.basicAffinity,
    on: 'schema',
    check({ report }, { filesByPackage }) {
      for (const [packageName, files] of filesByPackage) {
        const values = [...new Set(files.map((file) => optionValueOf(file, property)))].sort()
        if (values.length < 2) continue
        const list = values.map((value) => (value === '' ? 'none' : `"${value}"`)).join(', ')
        const whose = packageName === '' ? 'The files without a package' : `The files of package "${packageName}"`
        const message = `${whose} have several values of option ${name} (${list}): choose one.`
        for (const element of files) report({ element, parts: [[Tag.file.options, number]], message })
      }
    },
  })
}

/** The value as text; '' when the option is not set. A flag that is set to false has a value of its own. */
function optionValueOf(file: FileElement, property: PackageOption): string {
  const options: FileOptions | undefined = file.image.proto.options
  return options !== undefined && Object.hasOwn(options, property) ? String(options[property]) : ''
}
