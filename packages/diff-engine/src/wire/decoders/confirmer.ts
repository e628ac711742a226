import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Image } from '@wireproof/compiler'
import type { DirectedLoss } from '../prove-message-pair.ts'
import type { JsonProfile } from '../read-json.ts'
import type { FindType } from '../shape.ts'
import { confirmLoss, isConfirmed, unconfirmedReason, type Verdict } from './confirm-loss.ts'
import type { Decoder, MakeDecoder } from './decoder.ts'

/** What real decoders said to one proof. */
export interface Confirmation {
  readonly isConfirmed: boolean
  /** Why not; undefined when it is. */
  readonly reason: string | undefined
  readonly verdicts: readonly Verdict[]
}

export interface ConfirmerOptions {
  readonly prev: Image
  readonly next: Image
  readonly profile: JsonProfile
  /** As in `ProveOptions`; needed to read back what a relay passed on, when it holds a `google.protobuf.Any` in JSON. */
  readonly findPrevType?: FindType | undefined
  readonly findNextType?: FindType | undefined
}

/**
 * Runs proofs through the decoders that work in this process, @bufbuild/protobuf and protobufjs, with the real
 * descriptors of each side. They are loaded at the first proof, so that a comparison without findings pays nothing.
 */
export class Confirmer {
  readonly #options: ConfirmerOptions
  readonly #decoders = new Map<string, Promise<readonly Decoder[]>>()
  readonly #fileOfType = { prev: new Map<string, string>(), next: new Map<string, string>() }

  constructor(options: ConfirmerOptions) {
    this.#options = options
    for (const side of ['prev', 'next'] as const) {
      for (const { path, proto } of options[side].files) {
        for (const fullName of typeNames(proto)) this.#fileOfType[side].set(fullName, path)
      }
    }
  }

  async confirm(loss: DirectedLoss): Promise<Confirmation> {
    const isBackward = loss.direction === 'backward'
    const { findPrevType, findNextType, profile } = this.#options
    const options = {
      format: loss.format,
      profile,
      findWriterType: isBackward ? findPrevType : findNextType,
      findReaderType: isBackward ? findNextType : findPrevType,
    }
    const decoders = await this.#decodersOf(isBackward ? 'next' : 'prev', loss.place.pair.reader.fullName)
    const verdicts = decoders.flatMap((decoder) => confirmLoss(decoder, loss, options) ?? [])
    return { isConfirmed: isConfirmed(verdicts), reason: unconfirmedReason(verdicts, loss.format), verdicts }
  }

  #decodersOf(side: 'prev' | 'next', fullName: string): Promise<readonly Decoder[]> {
    const path = this.#fileOfType[side].get(fullName)
    if (path === undefined) throw new Error(`no file of the ${side} side declares ${fullName}`)
    const key = `${side} ${path}`
    const known = this.#decoders.get(key)
    if (known !== undefined) return known
    const decoders = makeDecoders(filesAround(this.#options[side], path))
    this.#decoders.set(key, decoders)
    return decoders
  }
}

async function makeDecoders(files: readonly FileDescriptorProto[]): Promise<readonly Decoder[]> {
  const [{ makeEsDecoder }, { makeJsDecoder }] = await Promise.all([
    import('./es-decoder.ts'),
    import('./js-decoder.ts'),
  ])
  return [makeEsDecoder, makeJsDecoder].flatMap((make: MakeDecoder) => attemptMake(make, files))
}

/** A decoder that does not take the files (protobufjs and some options, say) has nothing to say about their proofs. */
function attemptMake(make: MakeDecoder, files: readonly FileDescriptorProto[]): Decoder[] {
  try {
    return [make(files)]
  } catch {
    return []
  }
}

/** The file, what it imports, and the files that extend a message of theirs with what those import. */
function filesAround(image: Image, path: string): FileDescriptorProto[] {
  const byPath = new Map(image.files.map((file) => [file.path, file.proto]))
  const wanted = new Set<string>()
  const add = (one: string): void => {
    if (wanted.has(one)) return
    wanted.add(one)
    for (const dependency of byPath.get(one)?.dependency ?? []) add(dependency)
  }
  add(path)
  const types = new Set([...wanted].flatMap((one) => typeNames(byPath.get(one)).map((name) => `.${name}`)))
  const isOwn = (file: FileDescriptorProto) => file.package !== 'google.protobuf'
  const extending = image.files.filter(({ proto }) => isOwn(proto) && extendees(proto).some((name) => types.has(name)))
  for (const file of extending) add(file.path)
  return image.files.filter((file) => wanted.has(file.path)).map((file) => file.proto)
}

/** Full names of all messages of a file, nested ones too. */
function typeNames(file: FileDescriptorProto | undefined): string[] {
  if (file === undefined) return []
  const names: string[] = []
  const visit = (prefix: string, messages: FileDescriptorProto['messageType']): void => {
    for (const message of messages) {
      const fullName = prefix === '' ? message.name : `${prefix}.${message.name}`
      names.push(fullName)
      visit(fullName, message.nestedType)
    }
  }
  visit(file.package, file.messageType)
  return names
}

/** Names, with a leading dot, of the messages that a file extends at its top or inside messages. */
function extendees(file: FileDescriptorProto): string[] {
  const inside = (messages: FileDescriptorProto['messageType']): string[] =>
    messages.flatMap((message) => [...message.extension.map(({ extendee }) => extendee), ...inside(message.nestedType)])
  return [...file.extension.map(({ extendee }) => extendee), ...inside(file.messageType)]
}
