import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteInFile } from '../site.ts'
import { quote } from '../wording.ts'

/** In v1beta1 the rule was in FILE alone. */
export const fileSamePackage = defineRule({
  id: 'FILE_SAME_PACKAGE',
  summary: 'A file keeps its package.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  before: { v1: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE'], v1beta1: ['FILE'] },
  on: 'filePair',
  check(report, prev, next) {
    if (prev.package === next.package) return
    report({
      at: siteInFile(next, [Tag.file.package]),
      against: siteInFile(prev, [Tag.file.package]),
      symbol: next.path,
      nature: `package ${prev.package} -> ${next.package}`,
      what: `The package of file ${quote(next.path)} changed from ${quote(prev.package)} to ${quote(next.package)}`,
      harm: 'Every full name in it changes: RPC paths, type URLs of Any, and generated code stop matching.',
      instead: 'Keep the package, and put the new one into a new file beside this one.',
    })
  },
})
