import { create } from '@bufbuild/protobuf'
import { BinaryWriter } from '@bufbuild/protobuf/wire'
import { MethodOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { FieldElement } from '../descriptor/unlinked-file.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { LinkedFile } from '../link/linked-file.ts'
import { TypeScopes } from '../link/resolve-name.ts'
import type { SymbolTable } from '../link/symbol-table.ts'
import type { OptionNode } from '../syntax/ast.ts'
import { formatDefaultValue } from './default-value.ts'
import { ElementPaths } from './element-paths.ts'
import { interpretOption } from './interpret-option.ts'
import { copyMapFeatures } from './map-features.ts'
import { type ElementOptions, type FileOptionContext, reportOption } from './option-context.ts'
import { OptionTarget } from './option-target.ts'
import type { OptionTypes } from './option-types.ts'
import { createMessageValue } from './option-value.ts'
import { type OptionsHolder, setExtensions, setKnownFields } from './set-options.ts'

/** The compiler's own idea of what options there are: the messages of the descriptor.proto in use. */
export type OptionMessages = ReadonlyMap<OptionTarget, Parameters<OptionTypes['messageType']>[0]>

/**
 * Interprets all options of a file and sets them in its descriptor: known ones as fields of the options messages,
 * extensions as unknown fields, which is how @bufbuild/protobuf keeps extensions that it has not been told of.
 *
 * Needs the types of fields, of the file and of all its imports. Returns what was set on each element, for validation.
 */
export function interpretOptions(
  file: LinkedFile,
  table: SymbolTable,
  types: OptionTypes,
  messages: () => OptionMessages,
  diagnostics: Diagnostics,
): ReadonlyMap<object, ElementOptions> {
  const interpreter = new OptionInterpreter(file, table, types, messages, diagnostics)
  interpreter.interpretAll()
  interpreter.setAll()
  file.optionPaths = interpreter.context.optionPaths
  file.messageOptions = interpreter.context.messageOptions
  file.firstPieces = interpreter.context.firstPieces
  return interpreter.byElement
}

interface Annotated {
  readonly holder: OptionsHolder
  readonly options: ElementOptions
}

class OptionInterpreter {
  readonly context: FileOptionContext
  readonly byElement = new Map<object, ElementOptions>()
  readonly #messages: () => OptionMessages
  readonly #annotated: Annotated[] = []

  constructor(
    file: LinkedFile,
    table: SymbolTable,
    types: OptionTypes,
    messages: () => OptionMessages,
    diagnostics: Diagnostics,
  ) {
    const optionPaths = new Array<readonly number[] | undefined>(file.unlinked.tree.optionCount)
    const scopes = new TypeScopes(file)
    this.context = {
      file,
      table,
      types,
      scopes,
      diagnostics,
      optionPaths,
      messageOptions: new Set(),
      firstPieces: new Map(),
    }
    this.#messages = messages
  }

  interpretAll(): void {
    const { file } = this.context
    const { unlinked } = file
    if (unlinked.tree.optionCount === 0 && !unlinked.methods.some(({ node }) => node.bodyStart >= 0)) return
    const paths = new ElementPaths(unlinked)
    const { proto } = unlinked
    this.#interpret(proto, unlinked, OptionTarget.File, proto.package, [], unlinked.options)
    for (const element of unlinked.messages) {
      const { scope, options } = element
      this.#interpret(element.proto, element, OptionTarget.Message, scope, paths.ofMessage(element), options)
    }
    for (const element of unlinked.fields) {
      if (element.options.length === 0) continue
      this.#interpretField(element, paths.ofField(element))
    }
    for (const element of unlinked.oneofs) {
      if (element.options.length === 0) continue
      const { scope } = element.parent
      this.#interpret(element.proto, element, OptionTarget.Oneof, scope, paths.ofOneof(element), element.options)
    }
    for (const element of unlinked.enums) {
      if (element.options.length === 0) continue
      const { scope, options } = element
      this.#interpret(element.proto, element, OptionTarget.Enum, scope, paths.ofEnum(element), options)
    }
    for (const element of unlinked.enumValues) {
      if (element.options.length === 0) continue
      const { scope, options } = element
      this.#interpret(element.proto, element, OptionTarget.EnumValue, scope, paths.ofEnumValue(element), options)
    }
    this.#interpretRanges(paths)
    this.#interpretServices(paths)
  }

  /** Known fields of all elements first: how an extension is written can depend on the options of its declaration. */
  setAll(): void {
    const { types } = this.context
    const writer = new BinaryWriter()
    for (const { holder, options } of this.#annotated) setKnownFields(holder, options, types, writer)
    copyMapFeatures(this.context.file.unlinked)
    for (const { holder, options } of this.#annotated) setExtensions(holder, options, types, writer)
  }

  #interpretField(element: FieldElement, path: readonly number[]): void {
    const { scope, proto } = element
    const options = this.#interpret(proto, element, OptionTarget.Field, scope, path, element.options, element)
    const value = options?.defaultValue
    if (value === undefined) return
    const text = formatDefaultValue(value.field, value.elements[0]!, this.context.types)
    if (text !== undefined) proto.defaultValue = text
  }

  /** All ranges of an `extensions` statement share its options; their places are those of the first range. */
  #interpretRanges(paths: ElementPaths): void {
    const seen = new Map<object, ElementOptions | undefined>()
    for (const element of this.context.file.unlinked.extensionRanges) {
      const { node, parent, proto } = element
      if (element.options.length === 0) continue
      if (!seen.has(node)) {
        const path = paths.ofExtensionRange(element)
        const { options } = element
        seen.set(node, this.#interpret(proto, element, OptionTarget.ExtensionRange, parent.scope, path, options))
        continue
      }
      const options = seen.get(node)
      if (options !== undefined) this.#annotate(proto, element, options)
    }
  }

  #interpretServices(paths: ElementPaths): void {
    const { services, methods } = this.context.file.unlinked
    for (const element of services) {
      if (element.options.length === 0) continue
      const { fullName, options } = element
      this.#interpret(element.proto, element, OptionTarget.Service, fullName, paths.ofService(element), options)
    }
    for (const element of methods) {
      // A body makes options even when it sets none. Source: observed output of protoc and buf.
      if (element.node.bodyStart < 0) continue
      const scope = element.parent.fullName
      const path = paths.ofMethod(element)
      this.#interpret(element.proto, element, OptionTarget.Method, scope, path, element.options)
    }
  }

  #interpret(
    holder: OptionsHolder,
    element: object,
    target: OptionTarget,
    scope: string,
    path: readonly number[],
    nodes: readonly OptionNode[],
    field?: FieldElement,
  ): ElementOptions | undefined {
    if (nodes.length === 0) {
      if (target === OptionTarget.Method) holder.options = create(MethodOptionsSchema)
      return undefined
    }
    const message = this.#messages().get(target)
    if (message === undefined) {
      for (const node of nodes) {
        const text = `The descriptor.proto in use has no \`${target.typeName}\`, so this cannot be set.`
        reportOption(this.context, node.name[0]!, 'no-options-message', text, 'Use a newer descriptor.proto.')
      }
      return undefined
    }
    const options: ElementOptions = {
      target,
      scope,
      path: [...path, target.number],
      value: createMessageValue(this.context.types.messageType(message)),
      field,
      defaultValue: undefined,
      jsonName: undefined,
    }
    for (const node of nodes) interpretOption(this.context, options, node)
    this.#annotate(holder, element, options)
    return options
  }

  #annotate(holder: OptionsHolder, element: object, options: ElementOptions): void {
    this.#annotated.push({ holder, options })
    this.byElement.set(element, options)
  }
}
