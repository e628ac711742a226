import { type AnyLintRule, defineRule, PLACED } from '../rule.ts'

/** One rule for each side of a call. */
export const rpcNoStreaming: readonly AnyLintRule[] = [streamingRule('client'), streamingRule('server')]

function streamingRule(side: 'client' | 'server'): AnyLintRule {
  return defineRule({
    id: `RPC_NO_${side.toUpperCase()}_STREAMING`,
    summary: `No RPC streams from the ${side}.`,
    categories: PLACED.unaryRpc,
    on: 'rpc',
    check({ report }, element) {
      const { name, clientStreaming, serverStreaming } = element.proto
      if (side === 'client' ? !clientStreaming : !serverStreaming) return
      report({ element, message: `RPC "${name}" streams from the ${side}: take one message instead.` })
    },
  })
}
