import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { create, type DescMethodUnary, type DescService, fromBinary, type Message, toBinary } from '@bufbuild/protobuf'
import { ConnectError } from '@connectrpc/connect'
import { ERROR_CODES, errorCodeOf, moduleV1, ownerV1, registryV1, sessionV1 } from '@wireproof/registry-api'
import { onTestFinished } from 'vitest'

const SERVICES: readonly DescService[] = [
  moduleV1.CommitService,
  moduleV1.DownloadService,
  moduleV1.GraphService,
  moduleV1.LabelService,
  moduleV1.ModuleService,
  moduleV1.UploadService,
  ownerV1.OrganizationService,
  ownerV1.OwnerService,
  ownerV1.UserService,
  registryV1.SearchService,
  registryV1.DecisionService,
  registryV1.DependantService,
  registryV1.PolicyService,
  registryV1.TokenService,
  sessionV1.SessionService,
]

const METHODS = new Map(
  SERVICES.flatMap((service) =>
    service.methods.map((method) => [`/${service.typeName}/${method.name}`, method as DescMethodUnary]),
  ),
)

/** Answers by method name, such as `GetCommits`: the fields of the answer. A ConnectError is answered as one. */
export type FakeAnswers = Readonly<Record<string, (request: never) => Record<string, unknown>>>

export interface FakeRegistry {
  /** `127.0.0.1:<port>`. */
  readonly host: string
  /** What was asked: method name, token and message, in order. */
  readonly calls: readonly { readonly method: string; readonly token: string | undefined; readonly request: Message }[]
}

/** Serves a registry that answers as told, rightly or not, until the test is over. */
export async function serveFakeRegistry(answers: FakeAnswers): Promise<FakeRegistry> {
  const calls: FakeRegistry['calls'][number][] = []
  const server = createServer(async (request, response) => {
    try {
      const method = METHODS.get(request.url ?? '')
      const answer = answers[method?.name ?? '']
      if (method === undefined || answer === undefined) throw new ConnectError(`no answer for ${request.url}`, 12)
      const message = fromBinary(method.input, await readBody(request))
      calls.push({ method: method.name, token: request.headers.authorization, request: message })
      const bytes = toBinary(method.output, create(method.output, answer(message as never)))
      response.setHeader('content-type', 'application/proto').end(bytes)
    } catch (error) {
      const { code, rawMessage, details } = ConnectError.from(error)
      const name = errorCodeOf(code)
      const outgoing = details.flatMap((detail) =>
        'desc' in detail
          ? [
              {
                type: detail.desc.typeName,
                value: Buffer.from(toBinary(detail.desc, create(detail.desc, detail.value))).toString('base64'),
              },
            ]
          : [],
      )
      response.writeHead(ERROR_CODES[name].http, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ code: name, message: rawMessage, details: outgoing }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A commit of these files as a registry states it, and the answers that serve it alone. */
export function commitAnswers(
  commit: object & { readonly id: string },
  files: ReadonlyMap<string, Uint8Array>,
): FakeAnswers {
  const content = Array.from(files, ([path, bytes]) => ({ path, content: bytes }))
  return {
    GetCommits: () => ({ commits: [commit] }),
    GetGraph: () => ({ graph: { commits: [commit], edges: [] } }),
    Download: () => ({ contents: [{ commit, files: content }] }),
  }
}
