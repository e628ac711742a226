import { expect, test } from 'vitest'
import { descriptorOf } from '../testing/compile-text.ts'

test.each([
  ['float', '0.1', '0.10000000149011612'],
  ['float', '1.5e10', '1.5000000512e+10'],
  ['double', '1e300', '1e+300'],
  ['double', '100000', '100000'],
  ['double', '1000000', '1e+06'],
  ['double', '123456789.125', '1.23456789125e+08'],
  ['double', '0.0001', '0.0001'],
  ['double', '1e-5', '1e-05'],
  ['double', '-nan', 'nan'],
  ['double', '-inf', '-inf'],
  ['double', '-0.0', '-0'],
  ['uint64', '0xffffffffffffffff', '18446744073709551615'],
  ['int64', '-0x8000000000000000', '-9223372036854775808'],
  ['bool', 'true', 'true'],
  ['string', '"a\\n\\303\\251"', 'a\né'],
  ['bytes', '"a\\n\\"\'\\?\\\\\\303\\000"', 'a\\n\\"\\\'?\\\\\\303\\000'],
  ['E', 'B', 'A'],
])('%s %s', (type, written, value) => {
  const text = `enum E { option allow_alias = true; A = 0; B = 0; } message M { optional ${type} x = 1 [default = ${written}]; }`
  expect(descriptorOf(text).messageType[0]?.field[0]?.defaultValue).toBe(value)
})
