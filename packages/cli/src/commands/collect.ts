/** Gathers the values of a flag that may be repeated, each of them one or several between commas, as with buf. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, ...value.split(',').filter((one) => one !== '')]
}
