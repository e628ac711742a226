import { type MessageSymbol, SymbolKind } from '../link/link-symbol.ts'
import type { LinkedFile } from '../link/linked-file.ts'
import type { SymbolTable } from '../link/symbol-table.ts'
import type { OptionMessages } from './interpret-options.ts'
import { OptionTarget } from './option-target.ts'

/** The options messages that a descriptor.proto declares; an old one may lack some. */
export function findOptionMessages(descriptorFile: LinkedFile, table: SymbolTable): OptionMessages {
  const messages = new Map<OptionTarget, MessageSymbol>()
  for (const target of Object.values(OptionTarget)) {
    const symbol = table.find(descriptorFile, target.typeName)
    if (symbol?.kind === SymbolKind.Message && symbol.file === descriptorFile) messages.set(target, symbol)
  }
  return messages
}
