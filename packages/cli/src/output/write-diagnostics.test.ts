import { compile } from '@wireproof/compiler'
import { expect, it } from 'vitest'
import type { Io } from '../io.ts'
import { writeDiagnostics } from './write-diagnostics.ts'

async function write(isTerminal: boolean, env: Io['env'] = {}): Promise<string[]> {
  const resolve = () => 'syntax = "proto3";\nmessage M {\n  string a = 0;\n}\n'
  const { diagnostics } = compile(['a.proto'], resolve)
  let text = ''
  const output = {
    isTerminal,
    write: async (data: string | Uint8Array) => {
      text += data
    },
  }
  const stdin = { isTerminal, readAll: async () => new Uint8Array(), readHiddenLine: async () => '' }
  const io: Io = { cwd: '/', env, stdin, stdout: output, stderr: output }
  await writeDiagnostics(io, { diagnostics, show: (path) => `proto/${path}`, resolve })
  return text.split('\n')
}

it('shows the source line on a terminal, in colour unless the user wants none', async () => {
  const [head, line, underline] = await write(true, { NO_COLOR: '1' })
  expect([line, underline]).toEqual(['  3 |   string a = 0;', '    |              ^'])
  expect(head).toMatch(/^proto\/a\.proto:3:14: \S/)
  expect((await write(true))[2]).toContain('\x1b[31m^\x1b[39m')
})

it('writes no source lines elsewhere; the first line is the same', async () => {
  const piped = await write(false)
  expect(piped[0]).toBe((await write(true))[0])
  expect(piped.join('\n')).not.toContain('|')
})
