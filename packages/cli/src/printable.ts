/**
 * Text from outside with every control character written as `\xNN`, so that a file name, a message of a server or a
 * branch name cannot steer the terminal that it is shown on (ECMA-48 escape sequences, C0 and C1 controls) or fake a
 * second line.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, (char) => {
    const code = char.charCodeAt(0)
    return code > 0xff ? `\\u${code.toString(16)}` : `\\x${code.toString(16).padStart(2, '0')}`
  })
}
