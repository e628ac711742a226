import { groupBy } from '../group-by.ts'
import { defineRule, PLACED } from '../rule.ts'
import type { FileElement } from '../schema/element.ts'
import { atPackage } from './at-package.ts'

/** A folder holds one package; files without a package count as one more. */
export const directorySamePackage = defineRule({
  id: 'DIRECTORY_SAME_PACKAGE',
  summary: 'All files of a folder are in the same package.',
  categories: PLACED.minimalLayout,
  on: 'schema',
  check({ report }, { files }) {
    for (const [folder, members] of groupBy(files, (file: FileElement) => file.folder)) {
      const packages = [...new Set(members.map((file) => file.package))].sort()
      if (packages.length < 2) continue
      const list = packages.map((name) => (name === '' ? 'no package' : `"${name}"`)).join(', ')
      const message = `Folder "${folder}" holds files of several packages (${list}): give each a folder of its own.`
      for (const element of members) report({ element, parts: atPackage, message })
    }
  },
})
