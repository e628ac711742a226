import { Code, ConnectError } from '@connectrpc/connect'
import type { registryV1 } from '@wireproof/registry-api'
import { expect, test } from 'vitest'
import { type FakeAnswers, serveFakeRegistry } from '../../testing/fake-registry.ts'
import { createTestIo } from '../../testing/test-io.ts'
import type { Comparison } from './compare-inputs.ts'
import { tellDependants } from './tell-dependants.ts'

const finding = (symbol: string, severity: string) => ({ symbol, severity })

async function tell(answers: FakeAnswers, findings: readonly object[]) {
  const { host, calls } = await serveFakeRegistry(answers)
  const io = createTestIo()
  const pairs = [{ next: { name: `${host}/acme/base` } }, { next: { name: undefined } }]
  await tellDependants(io, [{ findings, pairing: { pairs, added: [], removed: [] } } as unknown as Comparison])
  const requests = calls.map(({ request }) => request as registryV1.ListAffectedDependantsRequest)
  return { host, err: io.written.err, symbols: requests.map((request) => request.symbols) }
}
const fail = (code: Code) => ({
  ListAffectedDependants: () => {
    throw new ConnectError('not so', code)
  },
})

test('asks for what is an error, once each, and tells who uses it', async () => {
  const at = { path: 'use.proto', start: { line: 4, column: 2 } }
  const uses = [{ at, symbol: 'a.B', breaks: 'a.B' }]
  const answers = {
    ListAffectedDependants: () => ({ dependants: [{ module: 'acme/user', uses, useTotal: 1 }], total: 1 }),
  }
  const findings = [finding('a.B.c', 'error'), finding('a.B.c', 'error'), finding('a.D', 'warning')]
  const { err, symbols } = await tell(answers, findings)
  expect(symbols).toEqual([['a.B.c']])
  expect(err).toBe('note: acme/user uses this: use.proto:4:2 (a.B)\n')
})

test('asks nobody when nothing is an error', async () => {
  expect(await tell({}, [finding('a.D', 'warning')])).toMatchObject({ err: '', symbols: [] })
})

test('a registry that does not know the question is passed over; another failure is told and stops nothing', async () => {
  expect((await tell(fail(Code.Unimplemented), [finding('a.B', 'error')])).err).toBe('')
  const { host, err } = await tell(fail(Code.Unavailable), [finding('a.B', 'error')])
  expect(err).toBe(`note: ${host} does not say who uses this: ${host} is not available now: not so; try again later\n`)
})
