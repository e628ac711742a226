import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteInFile } from '../site.ts'
import { quote } from '../wording.ts'

/** All editions count as one syntax: what an edition changes is told by the rules about features. */
export const fileSameSyntax = defineRule({
  id: 'FILE_SAME_SYNTAX',
  summary: 'A file stays proto2, proto3, or in editions.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  on: 'filePair',
  check(report, prev, next) {
    const from = syntaxOf(prev.image.proto)
    const to = syntaxOf(next.image.proto)
    if (from === to) return
    report({
      at: siteInFile(next, [Tag.file.syntax]),
      against: siteInFile(prev, [Tag.file.syntax]),
      symbol: next.path,
      nature: `syntax ${from} -> ${to}`,
      what: `The syntax of file ${quote(next.path)} changed from ${from} to ${to}`,
      harm: 'Presence, enum handling and UTF-8 checks follow other defaults, so generated code changes its shape.',
      instead: `Keep ${from}; for editions, set the features that keep the old behaviour and accept this change once.`,
    })
  },
})

/** No syntax statement means proto2. Source: Protobuf language specification (proto2), "Syntax". */
function syntaxOf({ syntax }: FileDescriptorProto): string {
  return syntax === '' ? 'proto2' : syntax
}
