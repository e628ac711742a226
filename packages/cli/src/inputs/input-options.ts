import { usageFailure } from '../failure.ts'

/** The two parts of `path#key=value,key=value`. */
export interface SplitInput {
  readonly path: string
  /** Whoever understands an option takes it out; what is left in the end is a mistake. */
  readonly options: Map<string, string>
}

/** Throws a Failure when there is no path, or something else than options behind "#". */
export function splitInput(text: string): SplitInput {
  const hash = text.lastIndexOf('#')
  const path = hash < 0 ? text : text.slice(0, hash)
  const options = hash < 0 ? new Map<string, string>() : parseOptions(text, text.slice(hash + 1))
  if (path === '') throw usageFailure(`the input "${text}" has no path before "#"`)
  return { path, options }
}

function parseOptions(text: string, list: string): Map<string, string> {
  const options = new Map<string, string>()
  for (const part of list.split(',')) {
    const equals = part.indexOf('=')
    const key = part.slice(0, equals)
    const value = part.slice(equals + 1)
    if (equals < 1 || value === '') {
      throw usageFailure(`the input "${text}" has "${part}" behind "#" where key=value is meant, such as branch=main`)
    }
    if (options.has(key)) throw usageFailure(`the input "${text}" says "${key}=" twice`)
    options.set(key, value)
  }
  return options
}

/** Undefined when the option is not there. */
export function takeOption(options: Map<string, string>, key: string): string | undefined {
  const value = options.get(key)
  options.delete(key)
  return value
}

/** A folder below the path, empty for the whole; throws a Failure for one that leads out. */
export function takeSubdir(text: string, options: Map<string, string>): string {
  const parts = (takeOption(options, 'subdir') ?? '').split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) throw usageFailure(`the input "${text}" has a subdir that leads out of it`)
  return parts.join('/')
}

/** 0 when the option is not there; throws a Failure when it is no number. */
export function takeCount(text: string, options: Map<string, string>, key: string): number {
  const value = takeOption(options, key)
  if (value === undefined) return 0
  if (!/^\d{1,6}$/.test(value)) throw usageFailure(`the input "${text}" has ${key}=${value} where a number is meant`)
  return Number(value)
}
