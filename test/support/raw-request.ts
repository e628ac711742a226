import { connect } from 'node:net'

/**
 * Sends bytes that no HTTP client would send, and gives the status of the answer; undefined when the server closed the
 * connection without one. Asks for the connection to be closed by what it sends.
 */
export function rawRequest(host: string, request: Uint8Array): Promise<{ status: number | undefined; text: string }> {
  const [name = '', port] = host.split(':')
  return new Promise((resolve, reject) => {
    const socket = connect({ host: name, port: Number(port) })
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      resolve({ status: status === undefined ? undefined : Number(status), text })
    })
    socket.end(request)
  })
}
