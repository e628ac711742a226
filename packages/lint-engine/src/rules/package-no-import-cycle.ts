import { defineRule } from '../rule.ts'
import type { Schema } from '../schema/schema.ts'

/** Files may import each other as they like as long as their packages do not go round in a circle. */
export const packageNoImportCycle = defineRule({
  id: 'PACKAGE_NO_IMPORT_CYCLE',
  summary: 'Packages do not import each other in a circle.',
  categories: { v2: ['MINIMAL', 'BASIC', 'STANDARD'], v1: [] },
  on: 'schema',
  check({ report }, schema) {
    const graph = importsOfPackages(schema)
    const ring = ringsOf(graph)
    for (const element of schema.imports) {
      const [from, to] = [element.file.package, element.importedPackage]
      if (to === undefined || from === to || ring.get(from) !== ring.get(to)) continue
      const message = `Package "${from}" imports "${to}", which in the end imports "${from}": move what both use to a package of its own.`
      report({ element, message })
    }
  },
})

/** The other packages that each package imports. */
function importsOfPackages({ imports }: Schema): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>()
  for (const { file, importedPackage } of imports) {
    if (importedPackage === undefined || importedPackage === file.package) continue
    const targets = graph.get(file.package)
    if (targets === undefined) graph.set(file.package, new Set([importedPackage]))
    else targets.add(importedPackage)
  }
  return graph
}

/**
 * A number for each package, the same for those that reach each other: the strongly connected components, found by
 * Tarjan's algorithm without recursion.
 */
function ringsOf(graph: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const rings = new Map<string, number>()
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const low = (node: string) => lowest.get(node) as number
  for (const root of graph.keys()) {
    if (order.has(root)) continue
    const calls: { readonly node: string; readonly targets: Iterator<string> }[] = []
    const enter = (node: string) => {
      order.set(node, order.size)
      lowest.set(node, order.get(node) as number)
      open.push(node)
      calls.push({ node, targets: (graph.get(node) ?? new Set<string>()).values() })
    }
    enter(root)
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const { node, targets } = call
      const { value: target, done } = targets.next()
      if (done !== true) {
        if (!order.has(target)) enter(target)
        else if (!rings.has(target)) lowest.set(node, Math.min(low(node), order.get(target) as number))
        continue
      }
      calls.pop()
      const caller = calls.at(-1)?.node
      if (caller !== undefined) lowest.set(caller, Math.min(low(caller), low(node)))
      if (low(node) !== order.get(node)) continue
      const members = open.splice(open.lastIndexOf(node))
      for (const member of members) rings.set(member, order.get(node) as number)
    }
  }
  return rings
}
