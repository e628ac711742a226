import { moduleNameProblem, ownerNameProblem } from '@wireproof/module'
import type { Plugin } from './plugin.ts'

export type PluginsResult = { readonly plugins: readonly Plugin[] } | { readonly problems: readonly string[] }

/**
 * Reads the operator's list of plugins: a JSON array of `{ "name": "owner/name", "version": "v1.2.3", "command":
 * ["program", "argument"] }`. Everything that is wrong comes back at once.
 */
export function parsePlugins(text: string): PluginsResult {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    return { problems: [`is not JSON: ${error instanceof Error ? error.message : String(error)}`] }
  }
  if (!Array.isArray(list)) return { problems: ['must be a JSON array of plugins'] }
  const problems: string[] = []
  const plugins: Plugin[] = []
  const seen = new Set<string>()
  for (const [index, entry] of list.entries()) {
    const plugin = parsePlugin(entry, (problem) => problems.push(`plugin ${index + 1}: ${problem}`))
    if (plugin === undefined) continue
    const key = `${plugin.owner}/${plugin.name}:${plugin.version}`
    if (seen.has(key)) problems.push(`plugin ${index + 1}: ${key} is listed twice`)
    seen.add(key)
    plugins.push(plugin)
  }
  return problems.length > 0 ? { problems } : { plugins }
}

function parsePlugin(entry: unknown, report: (problem: string) => void): Plugin | undefined {
  if (typeof entry !== 'object' || entry === null) return void report('must be an object')
  const { name: fullName, version, command, ...others } = entry as Record<string, unknown>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return void report(`"${unknown}" is no setting; there are name, version and command`)
  const [owner = '', name = '', ...rest] = typeof fullName === 'string' ? fullName.split('/') : []
  const problem = rest.length > 0 ? 'has too many parts' : (ownerNameProblem(owner) ?? moduleNameProblem(name))
  if (problem !== undefined) return void report(`"name" must be owner/name: ${problem}`)
  if (typeof version !== 'string' || !/^v\d+\.\d+\.\d+[\w.-]*$/.test(version)) {
    return void report('"version" must be like v1.2.3')
  }
  if (!isCommand(command)) return void report('"command" must be an array: the program and its arguments')
  return { owner, name, version, command }
}

function isCommand(value: unknown): value is readonly [string, ...string[]] {
  return Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string' && part !== '')
}
