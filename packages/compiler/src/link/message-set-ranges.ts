import { Kind } from '../syntax/ast.ts'
import type { LinkedFile } from './linked-file.ts'

/** Just behind the largest extension number of a message set. */
const MESSAGE_SET_END = 0x7fff_ffff

/**
 * Extends `extensions … to max` of message sets to the larger numbers that those take. Whether a message is one is an
 * option, so this must follow the interpretation of options.
 *
 * Source: protoc, parser.cc, AdjustReservedRangesWithMaxEndNumber and its like for extension ranges.
 */
export function adjustMessageSetRanges({ unlinked }: LinkedFile): void {
  for (const { parent, proto, range } of unlinked.extensionRanges) {
    if (range.isMax && parent.proto.options?.messageSetWireFormat === true) proto.end = MESSAGE_SET_END
  }
  for (const { proto, node } of unlinked.messages) {
    if (proto.options?.messageSetWireFormat !== true || node.kind === Kind.MapField) continue
    const ranges = node.body.flatMap((statement) => (statement.kind === Kind.Reserved ? statement.ranges : []))
    for (const [index, range] of ranges.entries()) {
      const reserved = proto.reservedRange[index]
      if (range.isMax && reserved !== undefined) reserved.end = MESSAGE_SET_END
    }
  }
}
