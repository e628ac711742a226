import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { decodeText } from '../link/decode-text.ts'
import { SymbolKind } from '../link/link-symbol.ts'
import type { FieldType, OptionTypes } from './option-types.ts'
import { NEGATIVE_NAN, type OptionElement } from './option-value.ts'

/**
 * A default value as the descriptor spells it; undefined for a value that cannot be a default.
 *
 * Source: descriptor.proto, FieldDescriptorProto.default_value; the spelling of floats is that of `buf build`.
 */
export function formatDefaultValue(field: FieldType, element: OptionElement, types: OptionTypes): string | undefined {
  if (typeof element === 'boolean' || typeof element === 'bigint') return String(element)
  if (element instanceof Uint8Array) return field.type === Type.BYTES ? escapeBytes(element) : decodeText(element)
  if (element === NEGATIVE_NAN) return 'nan'
  if (typeof element !== 'number') return undefined
  if (field.typeSymbol?.kind === SymbolKind.Enum) {
    return types.enumType(field.typeSymbol).byNumber.get(element)?.name
  }
  return field.type === Type.FLOAT || field.type === Type.DOUBLE ? formatFloat(element) : String(element)
}

/** The exponent from which on floats are written with one, and the one below which they are. */
const LARGEST_PLAIN_EXPONENT = 5
const SMALLEST_PLAIN_EXPONENT = -4

/** As Go's `strconv.FormatFloat(value, 'g', -1, 64)` does: the fewest digits that read back as the same number. */
function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (Object.is(value, -0)) return '-0'
  const [digits = '', exponentText = '0'] = value.toExponential().split('e')
  const exponent = Number(exponentText)
  if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) return String(value)
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${digits}e${exponent < 0 ? '-' : '+'}${size}`
}

const ESCAPES: Readonly<Record<number, string>> = {
  10: '\\n',
  13: '\\r',
  9: '\\t',
  34: '\\"',
  39: "\\'",
  92: '\\\\',
}

/** C-style: printable ASCII as it is, the rest in three octal digits. */
function escapeBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    const escaped = ESCAPES[byte]
    if (escaped !== undefined) text += escaped
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte)
    else text += `\\${byte.toString(8).padStart(3, '0')}`
  }
  return text
}
