import { Option } from 'commander'

/** Which registry a command is about that is about no module. */
export function hostOption(): Option {
  return new Option('--host <host>', 'host[:port] of the registry (default: the only one you are logged in to)')
}

/** How a list is printed. */
export function listFormatOption(): Option {
  return new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text')
}
