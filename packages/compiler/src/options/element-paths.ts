import type {
  EnumElement,
  EnumValueElement,
  ExtensionRangeElement,
  FieldElement,
  MessageElement,
  MethodElement,
  OneofElement,
  ServiceElement,
  UnlinkedFile,
} from '../descriptor/unlinked-file.ts'

/**
 * The paths of elements in their file's descriptor, as SourceCodeInfo writes them.
 * Source: descriptor.proto, SourceCodeInfo.Location.path, and the field numbers there.
 */
export class ElementPaths {
  readonly #file: UnlinkedFile
  readonly #messages = new Map<MessageElement, readonly number[]>()
  readonly #positions = new Map<readonly object[], ReadonlyMap<object, number>>()

  constructor(file: UnlinkedFile) {
    this.#file = file
  }

  ofMessage(element: MessageElement): readonly number[] {
    let path = this.#messages.get(element)
    if (path === undefined) {
      const { parent, proto } = element
      path =
        parent === undefined
          ? [4, this.#position(this.#file.proto.messageType, proto)]
          : [...this.ofMessage(parent), 3, this.#position(parent.proto.nestedType, proto)]
      this.#messages.set(element, path)
    }
    return path
  }

  ofField({ parent, proto, extend }: FieldElement): readonly number[] {
    if (parent === undefined) return [7, this.#position(this.#file.proto.extension, proto)]
    const [number, list] = extend === undefined ? [2, parent.proto.field] : [6, parent.proto.extension]
    return [...this.ofMessage(parent), number, this.#position(list, proto)]
  }

  ofOneof({ parent, proto }: OneofElement): readonly number[] {
    return [...this.ofMessage(parent), 8, this.#position(parent.proto.oneofDecl, proto)]
  }

  ofEnum({ parent, proto }: EnumElement): readonly number[] {
    if (parent === undefined) return [5, this.#position(this.#file.proto.enumType, proto)]
    return [...this.ofMessage(parent), 4, this.#position(parent.proto.enumType, proto)]
  }

  ofEnumValue({ parent, proto }: EnumValueElement): readonly number[] {
    return [...this.ofEnum(parent), 2, this.#position(parent.proto.value, proto)]
  }

  ofExtensionRange({ parent, proto }: ExtensionRangeElement): readonly number[] {
    return [...this.ofMessage(parent), 5, this.#position(parent.proto.extensionRange, proto)]
  }

  ofService({ proto }: ServiceElement): readonly number[] {
    return [6, this.#position(this.#file.proto.service, proto)]
  }

  ofMethod({ parent, proto }: MethodElement): readonly number[] {
    return [...this.ofService(parent), 2, this.#position(parent.proto.method, proto)]
  }

  /** The index of a descriptor in its list; each list is indexed once, so that long ones cost no more. */
  #position(list: readonly object[], proto: object): number {
    let positions = this.#positions.get(list)
    if (positions === undefined) {
      positions = new Map(list.map((item, index) => [item, index]))
      this.#positions.set(list, positions)
    }
    return positions.get(proto) ?? 0
  }
}
