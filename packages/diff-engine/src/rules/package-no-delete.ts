import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteInFile } from '../site.ts'
import { quote } from '../wording.ts'

/** What is ignored is decided by the first file of the package alone (observed behaviour of buf 1.75). */
export const packageNoDelete = defineRule({
  id: 'PACKAGE_NO_DELETE',
  summary: 'A package keeps at least one file.',
  categories: ['PACKAGE'],
  on: 'packageRemoved',
  check(report, prev) {
    report({
      at: undefined,
      against: siteInFile(prev.files[0]!, [Tag.file.package]),
      symbol: prev.name,
      nature: 'package removed',
      what: `Package ${quote(prev.name)} was deleted`,
      harm: 'Nothing in it can be used any more: code no longer compiles, RPC paths and type URLs of Any lead nowhere.',
      instead: 'Keep its files; mark what is in them deprecated when nobody should start to use it.',
    })
  },
})
