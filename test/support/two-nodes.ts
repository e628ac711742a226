import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../packages/registry-server/testing/free-port.ts'
import {
  type PostgresServer,
  postgresMissing,
  startPostgres,
} from '../../packages/registry-server/testing/postgres-server.ts'
import { type RedisServer, startRedis } from '../../packages/registry-server/testing/redis-server.ts'
import { balancerMissing, type LoadBalancer, startLoadBalancer } from './load-balancer.ts'
import { type RegistryProcess, startRegistry } from './registry-process.ts'

/** Two servers on one PostgreSQL, with nothing else in common, behind a load balancer that ends TLS. */
export interface TwoNodes {
  readonly postgres: PostgresServer
  /** Where sessions are kept, if it was asked for. */
  readonly redis: RedisServer | undefined
  readonly databaseUrl: string
  /** `localhost:<port>` of the load balancer: what the registry is called. */
  readonly publicHost: string
  /** The operator's token, with all rights. */
  readonly token: string
  /** The servers themselves: their `host` takes plain HTTP. */
  readonly nodes: [RegistryProcess, RegistryProcess]
  /** Starts a server again that has ended, where it was. */
  restart(index: 0 | 1): Promise<void>
  stop(): Promise<void>
}

/** Why tests with two servers are skipped. */
export const twoNodesMissing: string | undefined = postgresMissing ?? balancerMissing

/** Starts everything below a folder that the caller removes; with a Redis for sessions if it is asked for. */
export async function startTwoNodes(
  root: string,
  { env = {}, withRedis = false }: { env?: Readonly<Record<string, string>>; withRedis?: boolean } = {},
): Promise<TwoNodes> {
  const postgres = await startPostgres()
  let redis: RedisServer | undefined
  let balancer: LoadBalancer | undefined
  const nodes: RegistryProcess[] = []
  const stop = async () => {
    await balancer?.stop()
    await Promise.all(nodes.map((node) => endProcess(node)))
    await redis?.remove()
    await postgres.remove()
  }
  try {
    const databaseUrl = await postgres.createDatabase()
    if (withRedis) redis = await startRedis()
    const [publicPort, ...ports] = [await freePort(), await freePort(), await freePort()]
    const token = `wp_${randomBytes(32).toString('base64url')}`
    const settings = {
      WIREPROOF_DATABASE_URL: databaseUrl,
      WIREPROOF_ADMIN_TOKEN: token,
      WIREPROOF_SECRET_KEY: randomBytes(32).toString('hex'),
      WIREPROOF_PUBLIC_URL: `https://localhost:${publicPort}`,
      WIREPROOF_TRUSTED_PROXY: '127.0.0.1',
      WIREPROOF_HOST: '127.0.0.1',
      ...(redis && { WIREPROOF_REDIS_URL: redis.url }),
      ...env,
    }
    const startNode = (index: number) => {
      const folder = join(root, `node${index}`)
      mkdirSync(folder, { recursive: true })
      return startRegistry(folder, settings, ports[index])
    }
    // At once, as an orchestrator does: both find an empty database.
    nodes.push(...(await Promise.all([startNode(0), startNode(1)])))
    balancer = await startLoadBalancer(root, publicPort, ports)
    return {
      postgres,
      redis,
      databaseUrl,
      publicHost: `localhost:${publicPort}`,
      token,
      nodes: nodes as [RegistryProcess, RegistryProcess],
      async restart(index) {
        nodes[index] = await startNode(index)
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function endProcess(node: RegistryProcess): Promise<void> {
  if (node.process.exitCode === null && node.process.signalCode === null) await node.stop()
}
