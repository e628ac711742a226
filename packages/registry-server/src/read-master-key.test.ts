import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { parseMasterKey } from './auth/keys/master-key.ts'
import { readMasterKey } from './read-master-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wireproof-key-'))
  return () => rmSync(folder, { recursive: true, force: true })
})
const NONE = { secretKey: undefined, secretKeyFile: undefined }

test('the first start makes a key that only its owner can read, and every later one finds it', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => readMasterKey(NONE, folder)))
  expect(new Set(all.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await readMasterKey(NONE, folder)).toEqual(all[0])
  expect(readdirSync(folder)).toEqual(['secret-key'])
  expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600)
})

test('the key of the operator goes first, in hex or base64', async () => {
  const key = randomBytes(32)
  for (const text of [key.toString('hex'), key.toString('base64'), key.toString('base64url')]) {
    expect(parseMasterKey(`${text}\n`)).toEqual(key)
    const secretKeyFile = join(folder, 'given')
    writeFileSync(secretKeyFile, text)
    expect(await readMasterKey({ ...NONE, secretKeyFile }, folder)).toEqual(key)
  }
  expect(await readMasterKey({ ...NONE, secretKey: key }, folder)).toEqual(key)
  expect(readdirSync(folder)).toEqual(['given'])
})

test('what is no key is refused, and not shown', async () => {
  for (const text of [
    '',
    'short',
    'g'.repeat(64),
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('hex'),
  ]) {
    expect(parseMasterKey(text)).toBeUndefined()
    writeFileSync(join(folder, 'secret-key'), text)
    await expect(readMasterKey(NONE, folder)).rejects.toThrow(/secret-key does not hold a secret key/)
  }
  await expect(readMasterKey({ ...NONE, secretKeyFile: join(folder, 'missing') }, folder)).rejects.toThrow(/ENOENT/)
})
