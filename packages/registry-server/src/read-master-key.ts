import { randomBytes } from 'node:crypto'
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseMasterKey } from './auth/keys/master-key.ts'
import { MASTER_KEY_BYTES } from './auth/keys/seal.ts'
import { newId } from './new-id.ts'

/** What is in the data folder when the operator gives no key. */
const KEY_FILE = 'secret-key'

/** What the operator gives: the key, or the file that it is in. */
export interface GivenMasterKey {
  readonly secretKey: Buffer | undefined
  readonly secretKeyFile: string | undefined
}

/**
 * The key under which the registry seals its secrets: the operator's, or else one in a file of the data folder that only
 * the owner of the process can read, made at the first start. Rejects with a message for operators.
 */
export async function readMasterKey({ secretKey, secretKeyFile }: GivenMasterKey, dataDir: string): Promise<Buffer> {
  if (secretKey !== undefined) return secretKey
  if (secretKeyFile !== undefined) return readKeyFile(secretKeyFile)
  const path = join(dataDir, KEY_FILE)
  const temporary = `${path}.${newId()}`
  try {
    await writeFile(temporary, `${randomBytes(MASTER_KEY_BYTES).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    await chmod(temporary, 0o600)
    // Whole or not there, and never in the place of one that is there.
    await link(temporary, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new Error(`cannot make the secret key ${path}: ${reasonOf(error)}`, { cause: error })
    }
  } finally {
    await rm(temporary, { force: true })
  }
  return readKeyFile(path)
}

async function readKeyFile(path: string): Promise<Buffer> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`cannot read the secret key ${path}: ${reasonOf(error)}`, { cause: error })
  }
  const key = parseMasterKey(text)
  if (key !== undefined) return key
  throw new Error(
    `${path} does not hold a secret key; it must be ${MASTER_KEY_BYTES} random bytes in hex or base64, as made by ` +
      `\`openssl rand -base64 ${MASTER_KEY_BYTES}\``,
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
