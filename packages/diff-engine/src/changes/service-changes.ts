import { MethodOptionsSchema, ServiceOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { RpcElement, ServiceElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { siteOf } from '../site.ts'
import { type AddChange, changeOf } from './change.ts'
import { compareMaps } from './compare-maps.ts'
import { listMove } from './list-move.ts'
import { listOptionChanges } from './list-option-changes.ts'

/** Services that came, went or changed, with their methods. */
export function listServiceChanges(prev: SchemaIndex, next: SchemaIndex, add: AddChange): void {
  compareMaps(prev.services, next.services, {
    removed: (service) => {
      const description = `Service ${service.fullName} was removed`
      add(changeOf('removed', 'service', { symbol: service.fullName, description, against: siteOf(service) }))
    },
    added: (service) => {
      const description = `Service ${service.fullName} was added`
      add(changeOf('added', 'service', { symbol: service.fullName, description, at: siteOf(service) }))
    },
    paired: (a, b) => compareServices(a, b, add),
  })
}

function compareServices(prev: ServiceElement, next: ServiceElement, add: AddChange): void {
  const what = { element: 'service', symbol: prev.fullName, subject: `Service ${prev.fullName}` } as const
  listMove(what, prev, next, add)
  compareMaps(prev.rpcs, next.rpcs, {
    removed: (rpc) => {
      const description = `Method ${rpc.fullName} was removed`
      add(changeOf('removed', 'rpc', { symbol: rpc.fullName, description, against: siteOf(rpc) }))
    },
    added: (rpc) => {
      const description = `Method ${rpc.fullName} was added`
      add(changeOf('added', 'rpc', { symbol: rpc.fullName, description, at: siteOf(rpc) }))
    },
    paired: (a, b) => compareRpcs(a, b, add),
  })
  listOptionChanges(
    ServiceOptionsSchema,
    what,
    { file: prev.file, options: serviceOptions(prev), site: siteOf(prev) },
    { file: next.file, options: serviceOptions(next), site: siteOf(next) },
    add,
  )
}

function serviceOptions({ file, name }: ServiceElement) {
  return file.image.proto.service.find((service) => service.name === name)?.options
}

function compareRpcs(prev: RpcElement, next: RpcElement, add: AddChange): void {
  const subject = `Method ${prev.fullName}`
  const rows = [
    [
      'request',
      describeMessages(prev.requestType, prev.proto.clientStreaming),
      describeMessages(next.requestType, next.proto.clientStreaming),
    ],
    [
      'response',
      describeMessages(prev.responseType, prev.proto.serverStreaming),
      describeMessages(next.responseType, next.proto.serverStreaming),
    ],
  ]
  for (const [name, from, to] of rows) {
    if (from === to) continue
    const description = `${subject}: ${name} changed from ${from} to ${to}`
    add(changeOf('changed', 'rpc', { symbol: prev.fullName, description, at: siteOf(next), against: siteOf(prev) }))
  }
  listOptionChanges(
    MethodOptionsSchema,
    { element: 'rpc', symbol: prev.fullName, subject },
    { file: prev.file, options: prev.proto.options, site: siteOf(prev) },
    { file: next.file, options: next.proto.options, site: siteOf(next) },
    add,
  )
}

function describeMessages(type: string, isStream: boolean): string {
  return isStream ? `stream ${type}` : type
}
