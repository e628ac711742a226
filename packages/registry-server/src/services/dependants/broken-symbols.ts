import type { ServiceContext } from '../service-context.ts'

/**
 * What may be used of the symbols that findings name: they themselves and the message or enum that they are in, since
 * nothing but options refers to a field; of a package its files, which are imported.
 */
export async function brokenSymbols(
  { store }: Pick<ServiceContext, 'store'>,
  moduleId: string,
  symbols: readonly string[],
): Promise<ReadonlySet<string>> {
  const broken = new Set(symbols)
  const declared = await store.findDeclared(moduleId, [
    ...new Set(symbols.flatMap((name) => [name, containerOf(name)])),
  ])
  const byName = new Map(declared.map((one) => [one.name, one]))
  for (const symbol of symbols) {
    const known = byName.get(symbol)
    const container = containerOf(symbol)
    if (known !== undefined) {
      // A value of an enum stands beside the enum in the space of names, not in it.
      if (known.kind === 'enum value') broken.add(known.container)
    } else if (byName.get(container)?.kind === 'message') {
      broken.add(container)
    } else {
      for (const path of await store.listFilesOfPackage(moduleId, symbol)) broken.add(path)
    }
  }
  return broken
}

function containerOf(symbol: string): string {
  return symbol.slice(0, Math.max(0, symbol.lastIndexOf('.')))
}
