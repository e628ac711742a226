/** What the command's exit code says. Scripts rely on it: a meaning never changes. */
export const EXIT_CODES = {
  clean: 0,
  findings: 1,
  usage: 2,
  compile: 3,
  server: 4,
  internal: 70,
} as const

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]

const MEANINGS: Readonly<Record<keyof typeof EXIT_CODES, string>> = {
  clean: 'done; a check found nothing',
  findings: 'breaking changes were found, or the registry refused a push because of them',
  usage: 'wrong usage or configuration: flags, inputs, buf.yaml, files that cannot be read or written',
  compile: 'the schema does not compile',
  server: 'the registry cannot be reached, or says no (token, unknown module or label)',
  internal: 'a bug of wireproof itself; please report it',
}

/** The table of exit codes as `--help` shows it. */
export function describeExitCodes(): string {
  const rows = Object.entries(EXIT_CODES).map(([name, code]) => {
    return `  ${String(code).padEnd(4)}${MEANINGS[name as keyof typeof EXIT_CODES]}`
  })
  return ['Exit codes:', ...rows].join('\n')
}
