import { defineRule, PLACED } from '../rule.ts'
import { atPackage } from './at-package.ts'

export const packageDirectoryMatch = defineRule({
  id: 'PACKAGE_DIRECTORY_MATCH',
  summary: 'The folder of a file is named like its package: `a.b.v1` is in `a/b/v1`.',
  categories: PLACED.minimalLayout,
  on: 'file',
  check({ report }, element) {
    if (element.package === '') return
    const expected = element.package.replaceAll('.', '/')
    if (element.folder === expected) return
    const message = `A file of package "${element.package}" is in folder "${element.folder}": move it to "${expected}".`
    report({ element, parts: atPackage, message })
  },
})
