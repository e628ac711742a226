// People with passwords on a registry that believes the addresses that we claim.
import { Agent } from 'node:http'
import { post, startRegistry } from './registry-process.mjs'

const ACCOUNTS = 'wireproof.session.v1.AccountService'

/** Starts a registry that takes us for its proxy, so that each request can come from an address of its own. */
export async function startRegistryBehindUs(data) {
  const env = { WIREPROOF_TRUSTED_PROXY: '127.0.0.1', WIREPROOF_HOST: '127.0.0.1' }
  const server = await startRegistry(data, env)
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  let addresses = 0
  /** The headers of a client that nobody has seen before. */
  const fromNewAddress = () => {
    addresses++
    const address = `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`
    return { 'x-forwarded-for': address, 'x-forwarded-proto': 'https' }
  }
  return {
    ...server,
    post: (method, body, headers = {}) =>
      post({ host: server.host, agent, headers: { ...fromNewAddress(), ...headers } }, method, body),
    /** As the administrator; rejects on any status but 200. */
    async call(method, body) {
      const headers = { ...fromNewAddress(), authorization: `Bearer ${server.token}` }
      const { status, text } = await post({ host: server.host, agent, headers }, method, body)
      if (status !== 200) throw new Error(`${method}: ${status} ${text.slice(0, 500)}`)
      return JSON.parse(text)
    },
    kill() {
      agent.destroy()
      server.kill()
    },
  }
}

export const passwordOf = (name) => `a long password that only ${name} knows`

/** Makes people `person0` and so on, each with a password. */
export async function makePeople(registry, count) {
  const names = Array.from({ length: count }, (_, n) => `person${n}`)
  for (const name of names) {
    const { link } = await registry.call(`${ACCOUNTS}/CreateUser`, { name })
    const [, secret] = link.url.split('#')
    const redeemed = await registry.post(`${ACCOUNTS}/RedeemAccountLink`, { secret, password: passwordOf(name) })
    if (redeemed.status !== 200) throw new Error(`no password for ${name}: ${redeemed.status} ${redeemed.text}`)
  }
  return names
}
