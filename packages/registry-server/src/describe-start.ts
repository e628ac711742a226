/** What a person wants to know of a server that has just started. */
export interface StartedServer {
  readonly version: string
  readonly publicUrl: URL
  readonly dataDir: string
  /** Whether what is kept is in PostgreSQL, and only what may be lost is in the folder. */
  readonly isInDatabase: boolean
  /** The file that holds the administrator's token; undefined when it is not in a file here. */
  readonly tokenFile: string | undefined
  /** Whether the environment gave the token. */
  readonly isTokenGiven: boolean
  /** Whether the token was made by this start. */
  readonly isFirstStart: boolean
  /** The file that holds the code with which the first administrator chooses a password; undefined when one has. */
  readonly setupFile: string | undefined
}

/** A few lines for the terminal: where it is, where the token is, and what to do next. Holds no secret. */
export function describeStart(started: StartedServer): string {
  const { version, publicUrl, dataDir, isInDatabase, tokenFile, isTokenGiven, isFirstStart, setupFile } = started
  const host = publicUrl.host
  const input = tokenFile === undefined ? '' : ` < ${tokenFile}`
  const token =
    tokenFile === undefined
      ? isTokenGiven
        ? 'the value of WIREPROOF_ADMIN_TOKEN'
        : 'the one that another server has made, or one of your own'
      : `in ${tokenFile}${isFirstStart ? ' (made just now, readable only by you)' : ''}`
  const lines = [
    `Wireproof ${version} serves ${publicUrl.origin}, data in ${isInDatabase ? `PostgreSQL, cache in ${dataDir}` : dataDir}`,
    ...(setupFile === undefined
      ? []
      : [`  Set it up:           ${publicUrl.origin}/setup, with the one-time code in ${setupFile}`]),
    `  Administrator token: ${token}`,
    `  Log in:              wireproof login ${host}${input}`,
    `  or with buf:         buf registry login ${host} --token-stdin${input}`,
  ]
  if (publicUrl.protocol === 'http:') {
    lines.push(
      '  buf speaks plain HTTP only if its config.yaml (in $BUF_CONFIG_DIR) says: version: v1, tls: { use: "false" }',
    )
  }
  return `${lines.join('\n')}\n`
}
