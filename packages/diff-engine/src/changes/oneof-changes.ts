import { OneofOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { MessageElement, OneofElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { type AddChange, changeOf } from './change.ts'
import { compareMaps } from './compare-maps.ts'
import { listOptionChanges } from './list-option-changes.ts'

/** Oneofs that somebody wrote, known by name. */
export function listOneofChanges(prev: MessageElement, next: MessageElement, add: AddChange): void {
  compareMaps(oneofsOf(prev), oneofsOf(next), {
    removed: (oneof) => {
      const description = `Oneof ${oneof.fullName} was removed`
      add(changeOf('removed', 'oneof', { symbol: oneof.fullName, description, against: siteOf(oneof) }))
    },
    added: (oneof) => {
      const description = `Oneof ${oneof.fullName} was added`
      add(changeOf('added', 'oneof', { symbol: oneof.fullName, description, at: siteOf(oneof) }))
    },
    paired: (a, b) => {
      listOptionChanges(
        OneofOptionsSchema,
        { element: 'oneof', symbol: a.fullName, subject: `Oneof ${a.fullName}` },
        { file: a.file, options: optionsOf(a), site: siteOf(a) },
        { file: b.file, options: optionsOf(b), site: siteOf(b) },
        add,
      )
    },
  })
}

function oneofsOf({ oneofs }: MessageElement): Map<string, OneofElement> {
  return new Map(oneofs.filter((oneof) => !oneof.isSynthetic).map((oneof) => [oneof.name, oneof]))
}

function optionsOf({ parent, name }: OneofElement) {
  return parent.proto.oneofDecl.find((oneof) => oneof.name === name)?.options
}
