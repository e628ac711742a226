import { Kind, type OptionNamePart, type OptionNode } from '../ast.ts'
import type { CompactOptions } from '../parse-option.ts'
import { isNamed, judgePath, nameOf } from './judge-path.ts'
import { judgeValue } from './judge-value.ts'
import type { LooseDefinition, LooseOptions, LoosePath, LooseValue } from './loose.ts'
import type { Reader } from './reader.ts'

/** The options in square brackets as nodes. */
export function judgeOptions(reader: Reader, loose: LooseOptions | undefined): CompactOptions {
  if (loose === undefined) return { options: [], optionsStart: -1, optionsEnd: -1 }
  const { start, end, options } = loose
  if (options.length === 0) {
    const isEmpty = reader.source.text.slice(start + 1, end - 1).trim() === ''
    if (isEmpty) reader.error('empty-options', loose, 'There is no option between these brackets.', 'Remove them.')
    else reader.fault(loose, 'What stands between these brackets is no option.', 'An option is written `name = value`.')
  }
  return {
    options: options.map((option) => judgeOption(reader, option, option.path, option.value)),
    optionsStart: start,
    optionsEnd: end,
  }
}

/** `option name = value;`; undefined where the name or the value misses, which is reported. */
export function judgeOptionStatement(reader: Reader, definition: LooseDefinition): OptionNode | undefined {
  const { name, value, inputs, returnsStart, options, body, bodyStart, end } = definition
  if (inputs !== undefined || returnsStart >= 0) {
    const start = Math.min(inputs?.start ?? returnsStart, returnsStart < 0 ? Number.POSITIVE_INFINITY : returnsStart)
    reader.fault({ start, end }, 'An option has no request and no response.')
  }
  if (body >= 0) reader.fault({ start: bodyStart, end }, 'An option has no body.')
  if (options !== undefined) reader.fault(options, 'An option has no options.')
  if (name === undefined) {
    reader.fault(definition, 'This option has no name.')
    return undefined
  }
  if (value === undefined) {
    judgePath(reader, name, { allowsExtensions: true })
    reader.fault(definition, 'This option has no value.')
    return undefined
  }
  return judgeOption(reader, definition, name, value)
}

function judgeOption(
  reader: Reader,
  { start, end }: { start: number; end: number },
  path: LoosePath,
  value: LooseValue,
): OptionNode {
  const index = reader.optionCount++
  judgePath(reader, path, { allowsExtensions: true })
  const last = path.parts.length - 1
  const lastPart = path.parts[last]
  if (lastPart === undefined || !isNamed(lastPart)) reader.fault(value, 'The name of this option has no end.')
  const parts = path.parts.filter((part, index) => isNamed(part) || index === last)
  const name: readonly OptionNamePart[] = parts.map((part) => {
    const { word, inner, isBracketed: isExtension } = part
    const { start, end } = isNamed(part) ? part : (parts.at(-2) ?? path)
    const name = inner ? nameOf(inner) : { kind: Kind.Ident, start, end, name: word }
    return { start, end, name, isExtension }
  })
  return { kind: Kind.Option, start, end, index, name, value: judgeValue(reader, value) }
}
