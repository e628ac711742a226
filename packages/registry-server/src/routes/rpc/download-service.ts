import type { ServiceImpl } from '@connectrpc/connect'
import type { FileSet } from '@wireproof/module'
import { moduleV1, moduleV1beta1 } from '@wireproof/registry-api'
import { type DownloadSelection, download, type FileKind } from '../../services/download.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toCommitMessage, toCommitMessageV1beta1 } from './messages.ts'
import { assertBatch, toResourceRef } from './refs-from-messages.ts'

/** The numbers are the same in both versions of the package. */
const KIND: Readonly<Record<number, FileKind>> = {
  [moduleV1.FileType.PROTO]: 'proto',
  [moduleV1.FileType.DOC]: 'doc',
  [moduleV1.FileType.LICENSE]: 'license',
}

export function downloadService(context: ServiceContext): ServiceImpl<typeof moduleV1.DownloadService> {
  return {
    async download({ values }, call) {
      assertBatch(values)
      const downloaded = await download(context, callerOf(call), values.map(toSelection))
      return {
        contents: downloaded.map(({ commit, files }) => ({ commit: toCommitMessage(commit), files: toFiles(files) })),
      }
    },
  }
}

export function downloadServiceV1beta1(context: ServiceContext): ServiceImpl<typeof moduleV1beta1.DownloadService> {
  return {
    async download({ values, digestType }, call) {
      assertBatch(values)
      const downloaded = await download(context, callerOf(call), values.map(toSelection))
      return {
        contents: downloaded.map(({ commit, files }) => ({
          commit: toCommitMessageV1beta1(commit, digestType),
          files: toFiles(files),
          ...(digestType === moduleV1beta1.DigestType.B5 ? {} : configFiles(commit)),
        })),
      }
    },
  }
}

function configFiles({ v1BufYaml, v1BufLock }: { v1BufYaml: Uint8Array; v1BufLock: Uint8Array | undefined }) {
  return {
    v1BufYamlFile: { path: 'buf.yaml', content: v1BufYaml },
    ...(v1BufLock === undefined ? {} : { v1BufLockFile: { path: 'buf.lock', content: v1BufLock } }),
  }
}

function toSelection(value: moduleV1.DownloadRequest_Value | moduleV1beta1.DownloadRequest_Value): DownloadSelection {
  return {
    ref: toResourceRef(value.resourceRef),
    kinds: value.fileTypes.map((type) => KIND[type]).filter((kind) => kind !== undefined),
    paths: value.paths,
    pathsMayBeMissing: value.pathsAllowNotExist,
  }
}

function toFiles(files: FileSet): { path: string; content: Uint8Array }[] {
  return Array.from(files, ([path, content]) => ({ path, content }))
}
