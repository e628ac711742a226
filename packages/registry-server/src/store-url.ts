import { readFile } from 'node:fs/promises'

/** How an operator says where something is kept. What is said is a secret: it may hold a password. */
export interface StoreUrl {
  readonly variable: string
  /** Names a file that holds the URL instead. */
  readonly fileVariable: string
  readonly pattern: RegExp
  readonly example: string
}

export const DATABASE_URL: StoreUrl = {
  variable: 'WIREPROOF_DATABASE_URL',
  fileVariable: 'WIREPROOF_DATABASE_URL_FILE',
  pattern: /^postgres(ql)?:\/\/\S+$/,
  example: 'postgres://user:password@host:5432/database',
}

export const REDIS_URL: StoreUrl = {
  variable: 'WIREPROOF_REDIS_URL',
  fileVariable: 'WIREPROOF_REDIS_URL_FILE',
  pattern: /^rediss?:\/\/\S+$/,
  example: 'redis://user:password@host:6379/0',
}

/** The URL that was given, or the one in the file that was. Rejects with a message for operators, without what is read. */
export async function readStoreUrl(
  { fileVariable, pattern, example }: StoreUrl,
  url: string | undefined,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return url
  let text: string
  try {
    text = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot read the file that ${fileVariable} names: ${reason}`, { cause: error })
  }
  if (pattern.test(text)) return text
  throw new Error(`${file} (${fileVariable}) must hold a URL such as ${example}`)
}
