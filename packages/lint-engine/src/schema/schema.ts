import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  FeatureSet_FieldPresence as FieldPresence,
  FieldDescriptorProto_Label as Label,
  type ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from '@wireproof/compiler'
import { groupBy } from '../group-by.ts'
import {
  type EnumElement,
  type EnumValueElement,
  type FieldElement,
  type FileElement,
  type ImportElement,
  type MessageElement,
  type OneofElement,
  type RpcElement,
  type ServiceElement,
  Tag,
} from './element.ts'

/** All files of an image that are there for themselves, with their elements. */
export class Schema {
  readonly parts: readonly FileParts[]
  /** The files of each package; the package '' holds those without one. */
  readonly filesByPackage: ReadonlyMap<string, readonly FileElement[]>

  constructor(image: Image) {
    const files = image.files.filter(({ isImport }) => !isImport).map(createFile)
    const byPath = new Map(files.map((file) => [file.fullName, file]))
    this.parts = files.map((file) => new FileParts(file, byPath))
    this.filesByPackage = groupBy(files, (file) => file.package)
  }

  get files(): FileElement[] {
    return this.parts.map(({ file }) => file)
  }

  get imports(): ImportElement[] {
    return this.parts.flatMap(({ imports }) => imports)
  }

  get rpcs(): RpcElement[] {
    return this.parts.flatMap(({ rpcs }) => rpcs)
  }
}

/** The elements of one file that style rules look at, in the order of their declarations. */
export class FileParts {
  readonly file: FileElement
  readonly imports: readonly ImportElement[]
  readonly messages: MessageElement[] = []
  readonly fields: FieldElement[] = []
  readonly oneofs: OneofElement[] = []
  readonly enums: EnumElement[] = []
  readonly enumValues: EnumValueElement[] = []
  readonly services: ServiceElement[] = []
  readonly rpcs: RpcElement[] = []

  constructor(file: FileElement, byPath: ReadonlyMap<string, FileElement>) {
    this.file = file
    this.imports = createImports(file, byPath)
    this.#addFile(file)
  }

  #addFile(file: FileElement): void {
    const { proto } = file.image
    const { messages, enums, services, extensions } = Tag.file
    for (const [index, message] of proto.messageType.entries()) {
      this.#addMessage(file, message, [messages, index], file.package)
    }
    for (const [index, one] of proto.enumType.entries()) this.#addEnum(file, one, [enums, index], file.package)
    for (const [index, field] of proto.extension.entries()) {
      this.fields.push(createField(file, field, [extensions, index], file.package))
    }
    for (const [index, service] of proto.service.entries()) this.#addService(file, service, [services, index])
  }

  #addMessage(file: FileElement, proto: DescriptorProto, path: readonly number[], scope: string): void {
    // Nobody wrote the message of a map field.
    if (proto.options?.mapEntry === true) return
    const fullName = within(scope, proto.name)
    this.messages.push({ kind: 'message', file, path, fullName, proto })
    const { fields, messages, enums, extensions, oneofs } = Tag.message
    for (const [index, field] of proto.field.entries()) {
      this.fields.push(createField(file, field, [...path, fields, index], fullName))
    }
    const synthetic = new Set(proto.field.filter(({ proto3Optional }) => proto3Optional).map((one) => one.oneofIndex))
    for (const [index, oneof] of proto.oneofDecl.entries()) {
      if (synthetic.has(index)) continue
      const place = [...path, oneofs, index]
      this.oneofs.push({ kind: 'oneof', file, path: place, fullName: within(fullName, oneof.name), proto: oneof })
    }
    for (const [index, message] of proto.nestedType.entries()) {
      this.#addMessage(file, message, [...path, messages, index], fullName)
    }
    for (const [index, one] of proto.enumType.entries()) this.#addEnum(file, one, [...path, enums, index], fullName)
    for (const [index, field] of proto.extension.entries()) {
      this.fields.push(createField(file, field, [...path, extensions, index], fullName))
    }
  }

  #addEnum(file: FileElement, proto: EnumDescriptorProto, path: readonly number[], scope: string): void {
    const element: EnumElement = { kind: 'enum', file, path, fullName: within(scope, proto.name), proto }
    this.enums.push(element)
    for (const [index, value] of proto.value.entries()) {
      // Enum values are siblings of their enum (Protobuf language specification, "Enum values").
      const fullName = within(scope, value.name)
      const place = [...path, Tag.enum.values, index]
      this.enumValues.push({ kind: 'enumValue', file, path: place, fullName, proto: value, enum: element })
    }
  }

  #addService(file: FileElement, proto: ServiceDescriptorProto, path: readonly number[]): void {
    const service: ServiceElement = { kind: 'service', file, path, fullName: within(file.package, proto.name), proto }
    this.services.push(service)
    for (const [index, method] of proto.method.entries()) {
      this.rpcs.push({
        kind: 'rpc',
        file,
        path: [...path, Tag.service.methods, index],
        fullName: within(service.fullName, method.name),
        proto: method,
        service,
        requestType: withoutDot(method.inputType),
        responseType: withoutDot(method.outputType),
      })
    }
  }
}

function createFile(image: ImageFile): FileElement {
  const slash = image.path.lastIndexOf('/')
  return {
    kind: 'file',
    get file() {
      return this
    },
    image,
    path: [],
    fullName: image.path,
    package: image.proto.package,
    folder: slash < 0 ? '.' : image.path.slice(0, slash),
  }
}

function createImports(file: FileElement, byPath: ReadonlyMap<string, FileElement>): ImportElement[] {
  const { proto, unusedDependencies } = file.image
  const publicOnes = new Set(proto.publicDependency)
  const unused = new Set(unusedDependencies)
  return proto.dependency.map((fullName, index) => ({
    kind: 'import',
    file,
    path: [Tag.file.imports, index],
    fullName,
    isPublic: publicOnes.has(index),
    isUsed: !unused.has(index),
    importedPackage: byPath.get(fullName)?.package,
  }))
}

function createField(
  file: FileElement,
  proto: FieldDescriptorProto,
  path: readonly number[],
  scope: string,
): FieldElement {
  const isRequired =
    proto.label === Label.REQUIRED || proto.options?.features?.fieldPresence === FieldPresence.LEGACY_REQUIRED
  return { kind: 'field', file, path, fullName: within(scope, proto.name), proto, isRequired }
}

function within(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`
}

function withoutDot(name: string): string {
  return name.startsWith('.') ? name.slice(1) : name
}
