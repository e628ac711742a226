import { type RpcElement, type ServiceElement, Tag } from '../schema/element.ts'
import { insertion } from './field-fixes.ts'
import type { Restorer } from './restorer.ts'
import type { SourceFile } from './source-file.ts'

/** Puts an RPC back that is gone from its service. */
export function restoreRpc({ draft }: Restorer, prev: RpcElement, next: ServiceElement): boolean {
  const source = draft.source(next.file)
  const range = source?.rangeOf(next.path)
  const text = draft.textFor(prev, next.file.path, true)
  if (source === undefined || range === undefined || text === undefined) return false
  return draft.step(`rpc ${prev.fullName}`, () => [insertion(source, next.file.path, range, text)])
}

/** Puts what an RPC takes, or what it returns, back: the type and whether it is a stream. */
export function restoreRpcSide(
  { draft }: Restorer,
  side: 'request' | 'response',
  prev: RpcElement,
  next: RpcElement,
): boolean {
  const source = draft.source(next.file)
  const place = source && sideRange(source, next, side)
  const isRequest = side === 'request'
  const reference = {
    path: [...prev.path, isRequest ? Tag.method.inputType : Tag.method.outputType],
    fullName: isRequest ? prev.requestType : prev.responseType,
    isMapValue: false,
  }
  const type = draft.typeName(prev.file, reference, next.file.path)
  if (place === undefined || type === undefined) return false
  const isStream = isRequest ? prev.proto.clientStreaming : prev.proto.serverStreaming
  const newText = `${isStream ? 'stream ' : ''}${type}`
  return draft.step(`${side} ${next.fullName}`, () => [{ path: next.file.path, ...place, newText }])
}

/** From the word `stream`, or the type where it is none, to the end of the type. */
function sideRange(source: SourceFile, rpc: RpcElement, side: 'request' | 'response') {
  const isRequest = side === 'request'
  const type = source.rangeOf([...rpc.path, isRequest ? Tag.method.inputType : Tag.method.outputType])
  const stream = source.rangeOf([...rpc.path, isRequest ? 5 : 6])
  return type && { start: stream?.start ?? type.start, end: type.end }
}
