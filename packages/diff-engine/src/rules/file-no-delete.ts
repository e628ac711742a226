import { defineRule } from '../rule.ts'
import { siteInFile } from '../site.ts'
import { quote } from '../wording.ts'

/** Imports count: a file that nothing imports any more is gone from the image. */
export const fileNoDelete = defineRule({
  id: 'FILE_NO_DELETE',
  summary: 'A file stays where it is.',
  categories: ['FILE', 'CSR'],
  on: 'fileRemoved',
  check(report, prev) {
    const isImport = prev.image.isImport
    report({
      at: undefined,
      against: siteInFile(prev, []),
      symbol: prev.path,
      nature: 'file removed',
      what: isImport ? `File ${quote(prev.path)} is not imported any more` : `File ${quote(prev.path)} was deleted`,
      harm: 'Schemas that import it from here and code generated from it no longer build; data is not affected.',
      instead: isImport
        ? 'Import it again, or leave imports out of the check.'
        : 'Keep the file; when its content moved, let it import the new file publicly.',
    })
  },
})
