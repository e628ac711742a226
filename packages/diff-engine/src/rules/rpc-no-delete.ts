import { defineRule } from '../rule.ts'
import { siteOf } from '../site.ts'

export const rpcNoDelete = defineRule({
  id: 'RPC_NO_DELETE',
  summary: 'A service keeps its RPCs.',
  categories: ['FILE', 'PACKAGE'],
  on: 'rpcRemoved',
  check(report, prev, next) {
    report({
      at: siteOf(next),
      against: siteOf(prev),
      symbol: prev.fullName,
      nature: 'rpc removed',
      what: `RPC "${prev.name}" of service ${next.fullName} was deleted`,
      harm: 'Deployed clients that call it get UNIMPLEMENTED, and code that uses it no longer compiles.',
      instead: 'Keep it, and mark it deprecated when nobody should start to call it.',
    })
  },
})
