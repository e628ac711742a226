/** Gathers the values of a flag that may be repeated. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

/** As `collect`, for a flag whose value may also be several between commas. Source: the flags of buf for paths. */
export function collectList(value: string, before: readonly string[]): string[] {
  return [...before, ...value.split(',').filter((one) => one !== '')]
}
