import { minimalMessage } from './minimal-message.ts'
import type { DirectedLoss, ProveOptions } from './prove-message-pair.ts'
import type { MessageShape } from './shape.ts'
import { tryValue } from './trial.ts'
import { encodeUtf8 } from './utf8.ts'
import { MessageValue } from './value.ts'
import { writeBinary } from './write-binary.ts'

const ANY = 'google.protobuf.Any'

/**
 * New readers of an Any that holds a type whose name is gone reject it in JSON. In binary an Any stays opaque bytes, and
 * only unpacking fails: that is no loss of a payload. Empty when a side does not have `google.protobuf.Any`.
 *
 * Source: any.proto; ProtoJSON: the JSON form needs the type.
 */
export function proveAnyNames(removed: readonly MessageShape[], options: ProveOptions): DirectedLoss[] {
  const writer = options.findPrevType?.(ANY)
  const reader = options.findNextType?.(ANY)
  if (writer === undefined || reader === undefined || !options.formats.includes('json')) return []
  const trialOptions = {
    format: 'json' as const,
    profile: options.profile,
    findWriterType: options.findPrevType,
    findReaderType: options.findNextType,
  }
  return removed.flatMap((type) => {
    const content = minimalMessage(type)
    const trial = content && tryValue({ writer, reader }, anyOf(type, content), trialOptions)
    const isRejected = trial?.result.error?.reason === 'unknown type in Any'
    if (trial === undefined || !isRejected) return []
    const place = { pair: { writer: type, reader }, writerField: undefined, readerField: undefined }
    return [{ place, lossClass: 'reject' as const, trial, direction: 'backward' as const, format: 'json' as const }]
  })
}

function anyOf(type: MessageShape, content: MessageValue): MessageValue {
  return new MessageValue([
    [1, encodeUtf8(`type.googleapis.com/${type.fullName}`)] as const,
    [2, writeBinary(type, content)] as const,
  ])
}
