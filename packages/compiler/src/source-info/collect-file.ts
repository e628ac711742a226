import { type FileNode, type ImportNode, Kind } from '../syntax/ast.ts'
import { collectExtends, collectTypes } from './collect-message.ts'
import { collectOptionStatements } from './collect-options.ts'
import { statementsOf } from './collect-ranges.ts'
import { collectService } from './collect-service.ts'
import type { Collector } from './collector.ts'
import { FieldNumber } from './field-numbers.ts'

/** The locations of a whole file, but for that of the file itself, in the order that counts where spans are equal. */
export function collectFile(collector: Collector, tree: FileNode): void {
  const { list } = collector
  for (const [node, number] of [
    [tree.package, FieldNumber.FilePackage],
    [tree.syntax, FieldNumber.FileSyntax],
  ] as const) {
    if (node !== undefined) list.add([number], node.start, node.end, { first: node.start, close: node.end - 1 })
  }
  collectImports(collector, statementsOf(tree.body, Kind.Import))
  collectTypes(collector, tree.body, [FieldNumber.FileMessage], [FieldNumber.FileEnum])
  statementsOf(tree.body, Kind.Service).forEach((service, index) => {
    collectService(collector, service, [FieldNumber.FileService, index])
  })
  collectExtends(collector, statementsOf(tree.body, Kind.Extend), [FieldNumber.FileExtension])
  collectOptionStatements(collector, tree.body, [FieldNumber.FileOptions])
}

/** An import has a location, and so has the word `public` or `weak` in it; `import option` counts for itself. */
function collectImports(collector: Collector, imports: readonly ImportNode[]): void {
  const counts = { public: 0, weak: 0, option: 0 }
  const { list } = collector
  for (const [index, node] of imports.entries()) {
    const modifier = node.modifier?.name
    const isOption = collector.isOptionImport(node, index)
    const path = isOption ? [FieldNumber.FileOptionDependency, counts.option++] : [FieldNumber.FileDependency, index]
    list.add(path, node.start, node.end, { first: node.start, close: node.end - 1 })
    if (node.modifier === undefined || modifier === 'option') continue
    const word =
      modifier === 'public'
        ? [FieldNumber.FilePublicDependency, counts.public++]
        : [FieldNumber.FileWeakDependency, counts.weak++]
    list.add(word, node.modifier.start, node.modifier.end)
  }
}
