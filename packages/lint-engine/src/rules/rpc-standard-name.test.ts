import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const text = (request: string, response: string) =>
  `message ${request} {} message ${response} {} service foo_service { rpc get_x(${request}) returns (${response}); }`

test.each([
  ['GetXRequest', 'GetXResponse', []],
  ['FooServiceGetXRequest', 'FooServiceGetXResponse', []],
  ['GetRequest', 'GetResponse', ['GetRequest', 'GetResponse']],
  ['get_xRequest', 'Get_xResponse', ['get_xRequest', 'Get_xResponse']],
])('%s, %s', (request, response, expected) => {
  const places = [
    ...placesOf('RPC_REQUEST_STANDARD_NAME', text(request, response)),
    ...placesOf('RPC_RESPONSE_STANDARD_NAME', text(request, response)),
  ]
  expect(places).toEqual(expected.map((name) => `a/v1/a.proto | ${name}`))
})

test('the last component of the name counts', () => {
  const nested =
    'message Outer { message GetRequest {} } message M {} service S { rpc Get(Outer.GetRequest) returns (M); }'
  expect(placesOf('RPC_REQUEST_STANDARD_NAME', nested)).toEqual([])
})
