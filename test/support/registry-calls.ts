/** What a registry answers to a call. */
export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Calls a registry as curl would: JSON over HTTP/1.1. Rejects when the connection fails. */
export async function callRegistry(host: string, method: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(`http://${host}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** The body of an upload of one module. */
export function uploadOf(
  owner: string,
  module: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  labels: readonly string[] = [],
): object {
  return {
    contents: [
      {
        moduleRef: { name: { owner, module } },
        files: Object.entries(files).map(([path, content]) => ({
          path,
          content: Buffer.from(content).toString('base64'),
        })),
        scopedLabelRefs: labels.map((name) => ({ name })),
      },
    ],
  }
}

export const UPLOAD = 'buf.registry.module.v1.UploadService/Upload'
export const CREATE_MODULES = 'buf.registry.module.v1.ModuleService/CreateModules'
export const GET_COMMITS = 'buf.registry.module.v1.CommitService/GetCommits'
