/** Escapes of one letter. Source: Protobuf language specification, "String Literals". */
const SIMPLE: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
}

const encoder = new TextEncoder()

/** One escape: octal, hexadecimal, short and long Unicode, or a single character. */
const ESCAPE = /\\(?:([0-7]{1,3})|[xX]([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs

/**
 * Reads the string literal whose opening quote is at `start`. `end` is behind the closing quote, or at the end of the
 * line when there is none. Octal and hexadecimal escapes are bytes of UTF-8; invalid ones become U+FFFD.
 */
export function readStringLiteral(text: string, start: number): { value: string; end: number } {
  const quote = text[start]
  let pos = start + 1
  let isEscaped = false
  while (pos < text.length && text[pos] !== quote && text[pos] !== '\n') {
    if (text[pos] === '\\') {
      isEscaped = true
      pos++
    }
    pos++
  }
  const raw = text.slice(start + 1, pos)
  return {
    value: isEscaped ? decodeEscapes(raw) : raw,
    end: text[pos] === quote ? pos + 1 : Math.min(pos, text.length),
  }
}

function decodeEscapes(raw: string): string {
  const bytes: number[] = []
  // One by one: a literal is as long as the source makes it, and arguments live on the stack.
  const append = (part: Iterable<number>) => {
    for (const byte of part) bytes.push(byte)
  }
  let plainStart = 0
  for (const match of raw.matchAll(ESCAPE)) {
    append(encoder.encode(raw.slice(plainStart, match.index)))
    append(escapedBytes(match))
    plainStart = match.index + match[0].length
  }
  append(encoder.encode(raw.slice(plainStart)))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes))
}

function escapedBytes(match: RegExpExecArray): Iterable<number> {
  const [, octal, hex, short, long, single = ''] = match
  if (octal !== undefined) return [Number.parseInt(octal, 8) & 0xff]
  if (hex !== undefined) return [Number.parseInt(hex, 16)]
  const unicode = short ?? long
  if (unicode !== undefined) {
    const codePoint = Number.parseInt(unicode, 16)
    return encoder.encode(codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\uFFFD')
  }
  const simple = SIMPLE[single]
  return simple === undefined ? encoder.encode(single) : [simple]
}
