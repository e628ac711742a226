import type { DescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Image } from '@wireproof/compiler'
import { ConflictingSchemaError } from './conflicting-schema-error.ts'
import { EnumElement, FieldElement, FileElement, MessageElement, ServiceElement } from './element.ts'

/** All that the files of one package declare; names are without the package. */
export interface PackageElement {
  readonly schema: SchemaIndex
  readonly name: string
  /** Sorted by path; at least one. */
  readonly files: readonly FileElement[]
  readonly messages: ReadonlyMap<string, MessageElement>
  readonly enums: ReadonlyMap<string, EnumElement>
  readonly extensions: ReadonlyMap<string, FieldElement>
  readonly services: ReadonlyMap<string, ServiceElement>
}

/**
 * One side of a comparison: everything that rules look up, found once. Imports are part of it.
 *
 * Throws ConflictingSchemaError when two files have the same path, two elements the same full name, or two extensions
 * the same extendee and number: what belongs together could only be guessed.
 */
export class SchemaIndex {
  readonly side: 'prev' | 'next'
  readonly files = new Map<string, FileElement>()
  readonly packages = new Map<string, PackageElement>()
  /** By full name, as are enums and services. */
  readonly messages = new Map<string, MessageElement>()
  readonly enums = new Map<string, EnumElement>()
  readonly services = new Map<string, ServiceElement>()
  /** By `extensionKey`. */
  readonly extensions = new Map<string, FieldElement>()

  constructor(side: 'prev' | 'next', image: Image) {
    this.side = side
    for (const file of image.files) this.#addFile(new FileElement(this, file))
    this.#collectPackages()
  }

  #addFile(file: FileElement): void {
    if (this.files.has(file.path)) {
      throw new ConflictingSchemaError(this.side, `file "${file.path}"`, file.path, file.path)
    }
    this.files.set(file.path, file)
    const { proto } = file.image
    proto.messageType.forEach((message, index) => {
      this.#addMessage(file, undefined, message, index)
    })
    proto.enumType.forEach((proto, index) => {
      this.#addEnum(new EnumElement(file, undefined, proto, index))
    })
    proto.extension.forEach((proto, index) => {
      this.#addExtension(new FieldElement(file, undefined, proto, index))
    })
    proto.service.forEach((proto, index) => {
      const service = new ServiceElement(file, proto, index)
      this.#claim(this.services, service.fullName, service, `service ${service.fullName}`)
      file.services.set(service.nestedName, service)
    })
  }

  #addMessage(file: FileElement, parent: MessageElement | undefined, proto: DescriptorProto, index: number): void {
    const message = new MessageElement(file, parent, proto, index)
    this.#claim(this.messages, message.fullName, message, `message ${message.fullName}`)
    file.messages.set(message.nestedName, message)
    proto.nestedType.forEach((nested, index) => {
      this.#addMessage(file, message, nested, index)
    })
    proto.enumType.forEach((proto, index) => {
      this.#addEnum(new EnumElement(file, message, proto, index))
    })
    proto.extension.forEach((proto, index) => {
      this.#addExtension(new FieldElement(file, message, proto, index))
    })
  }

  #addEnum(element: EnumElement): void {
    this.#claim(this.enums, element.fullName, element, `enum ${element.fullName}`)
    element.file.enums.set(element.nestedName, element)
  }

  #addExtension(extension: FieldElement): void {
    const what = `extension ${extension.number} of ${extension.extendee}`
    this.#claim(this.extensions, extensionKey(extension), extension, what)
    extension.file.extensions.set(extension.nestedName, extension)
  }

  #claim<T extends { file: FileElement }>(known: Map<string, T>, key: string, element: T, what: string): void {
    const first = known.get(key)
    if (first !== undefined) throw new ConflictingSchemaError(this.side, what, first.file.path, element.file.path)
    known.set(key, element)
  }

  #collectPackages(): void {
    const files = new Map<string, FileElement[]>()
    for (const file of this.files.values()) {
      const known = files.get(file.package)
      if (known === undefined) files.set(file.package, [file])
      else known.push(file)
    }
    for (const [name, members] of files) {
      members.sort((a, b) => (a.path < b.path ? -1 : 1))
      this.packages.set(name, {
        schema: this,
        name,
        files: members,
        messages: new Map(members.flatMap((file) => [...file.messages])),
        enums: new Map(members.flatMap((file) => [...file.enums])),
        extensions: new Map(members.flatMap((file) => [...file.extensions])),
        services: new Map(members.flatMap((file) => [...file.services])),
      })
    }
  }
}

/** Extensions belong together when they extend the same message at the same number, whatever they are called. */
export function extensionKey({ extendee, number }: Pick<FieldElement, 'extendee' | 'number'>): string {
  return `${extendee} ${number}`
}
