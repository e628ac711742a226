import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EXIT_CODES } from '../exit-code.ts'
import { openRegistry } from './registry.ts'

/** Starts a server for one test; resolves to its `host:port`. */
async function serve(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const serveHttp = (listener: RequestListener) => serve(createServer(listener))

async function failureOf(host: string): Promise<{ message: string; exitCode: number }> {
  const registry = openRegistry(host, { token: 'wp_secret', source: 'WIREPROOF_TOKEN' })
  const error = await registry.ask((client) => client.users.getCurrentUser({}, { timeoutMs: 500 })).catch((e) => e)
  expect(error.exitCode).toBe(EXIT_CODES.server)
  expect(error.message).toContain(host)
  expect(error.message).not.toContain('wp_secret')
  expect(error.message).not.toContain('\n')
  return error
}

describe('a registry that does not answer as it should', () => {
  it('is not there', async () => {
    const gone = await serveHttp(() => {})
    const closed = createServer()
    const host = await serve(closed)
    closed.close()
    expect(gone).not.toBe(host)
    expect((await failureOf(host)).message).toContain('nothing answers')
  })

  it('is on a port that is not spoken to', async () => {
    expect((await failureOf('localhost:6000')).message).toContain('a port that HTTP clients refuse')
  })

  it('has no such name', async () => {
    expect((await failureOf('no-such-host.invalid')).message).toMatch(/no host|cannot be looked up/)
  })

  it('dies before it answers', async () => {
    const host = await serve(createSocketServer((socket) => socket.once('data', () => socket.destroy())))
    expect((await failureOf(host)).message).toContain('broke off')
  })

  it('dies in the middle of its answer', async () => {
    const host = await serve(
      createSocketServer((socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/proto\r\nContent-Length: 1000\r\n\r\nabc')
          setTimeout(() => socket.destroy(), 20)
        }),
      ),
    )
    expect((await failureOf(host)).message).toContain('broke off')
  })

  it('never answers', async () => {
    const host = await serve(createSocketServer(() => {}))
    expect((await failureOf(host)).message).toContain('did not answer in time')
  })

  it('is a web page', async () => {
    const host = await serveHttp((_, response) => response.setHeader('content-type', 'text/html').end('<html>'))
    expect((await failureOf(host)).message).toContain('HTTP 200 and text/html, not in the registry protocol')
  })

  it('is a proxy in trouble', async () => {
    const host = await serveHttp((_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('bad'))
    expect((await failureOf(host)).message).toContain('HTTP 502')
  })

  it('redirects: the token stays here', async () => {
    const host = await serveHttp((_, response) => response.writeHead(302, { location: 'https://evil.example/' }).end())
    expect((await failureOf(host)).message).toContain('redirects to https://evil.example/')
  })

  it('speaks something else than HTTP', async () => {
    const host = await serve(createSocketServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')))
    expect((await failureOf(host)).message).toContain('does not speak HTTP')
  })

  it('answers nonsense', async () => {
    const host = await serveHttp((_, response) =>
      response.setHeader('content-type', 'application/proto').end('\xff\xff'),
    )
    await failureOf(host)
  })

  it('says no, in its own words', async () => {
    const host = await serveHttp((_, response) =>
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end(JSON.stringify({ code: 'permission_denied', message: 'needs push\x1b[2J' })),
    )
    expect((await failureOf(host)).message).toContain('needs push\\x1b[2J; use a token that has the right')
  })
})
