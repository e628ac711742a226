import type { DescriptorProto, EnumDescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from '@wireproof/compiler'
import type { DeclaredSymbol } from './head-symbols.ts'

/** What the files of an image declare that are not there as imports, in order of declaration; map entries left out. */
export function declaredSymbols(image: Image): DeclaredSymbol[] {
  return image.files.filter(({ isImport }) => !isImport).flatMap((file) => [...symbolsOf(file)])
}

function* symbolsOf({ path, proto }: ImageFile): Generator<DeclaredSymbol> {
  yield { kind: 'file', name: path, container: proto.package, path }
  const scope = proto.package === '' ? '' : `${proto.package}.`
  for (const message of proto.messageType) yield* symbolsOfMessage(message, scope, path)
  for (const element of proto.enumType) yield* symbolsOfEnum(element, scope, path)
  for (const { name } of proto.service) yield { kind: 'service', name: scope + name, container: '', path }
  for (const { name } of proto.extension) yield { kind: 'extension', name: scope + name, container: '', path }
}

function* symbolsOfMessage(message: DescriptorProto, scope: string, path: string): Generator<DeclaredSymbol> {
  if (message.options?.mapEntry === true) return
  const name = scope + message.name
  yield { kind: 'message', name, container: '', path }
  for (const nested of message.nestedType) yield* symbolsOfMessage(nested, `${name}.`, path)
  for (const element of message.enumType) yield* symbolsOfEnum(element, `${name}.`, path)
  for (const extension of message.extension) {
    yield { kind: 'extension', name: `${name}.${extension.name}`, container: '', path }
  }
}

/** Values are siblings of their enum. Source: Protobuf language specification, "Enum values". */
function* symbolsOfEnum(element: EnumDescriptorProto, scope: string, path: string): Generator<DeclaredSymbol> {
  const container = scope + element.name
  yield { kind: 'enum', name: container, container: '', path }
  for (const value of element.value) yield { kind: 'enum value', name: scope + value.name, container, path }
}
