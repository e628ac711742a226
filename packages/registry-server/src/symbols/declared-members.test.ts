import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { declaredMembers } from './declared-members.ts'

const TEXT = `
syntax = "proto3";
package a.v1;
message M {
  string order_id = 1;
  map<string, N> by_key = 2;
  oneof choice { int32 one = 3; }
  message N { bool deep = 1; }
}
service S { rpc Get(M) returns (M.N); }
`

test('fields, also of nested messages and of oneofs, and methods; nothing of the entries of maps', () => {
  const { image } = compile(['a.proto'], (path) => (path === 'a.proto' ? TEXT : undefined))
  const members = image === undefined ? [] : declaredMembers(image)
  expect(members.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'field a.v1.M.order_id',
    'field a.v1.M.by_key',
    'field a.v1.M.one',
    'field a.v1.M.N.deep',
    'method a.v1.S.Get',
  ])
  expect(members.at(3)).toMatchObject({ container: 'a.v1.M.N', path: 'a.proto' })
})
