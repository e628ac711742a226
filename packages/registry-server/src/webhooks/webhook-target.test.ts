import { expect, test } from 'vitest'
import { webhookUrlProblem } from './webhook-target.ts'

const ALLOWED = new Set(['ci.internal', 'localhost:9000'])

test.each(['https://ci.example.com/hooks?x=1', 'http://ci.internal/', 'http://localhost:9000/x', 'https://1.1.1.1/'])(
  '%s',
  (url) => expect(webhookUrlProblem(url, ALLOWED)).toBeUndefined(),
)

test.each([
  ['http://ci.example.com/', 'begins with https://'],
  ['ftp://ci.internal/', 'begins with https://'],
  ['http://localhost:9001/', 'begins with https://'],
  ['https://127.0.0.1/', 'not of the public internet'],
  ['https://2130706433/', 'not of the public internet'],
  ['https://0x7f.1/', 'not of the public internet'],
  ['https://[::1]/', 'not of the public internet'],
  ['https://[::ffff:10.0.0.1]/', 'not of the public internet'],
  ['https://169.254.169.254/latest/meta-data', 'not of the public internet'],
  ['https://user:secret@ci.example.com/', 'user name or password'],
  ['ci.example.com', 'must be one such as'],
  ['', 'must be one such as'],
  [`https://ci.example.com/${'x'.repeat(2_000)}`, 'more than 2000 characters'],
])('not %s', (url, problem) => expect(webhookUrlProblem(url, ALLOWED)).toContain(problem))
