import { defineRule, PLACED } from '../rule.ts'
import { atPackage } from './at-package.ts'

/** The files without a package count as one package. */
export const packageSameDirectory = defineRule({
  id: 'PACKAGE_SAME_DIRECTORY',
  summary: 'All files of a package are in the same folder.',
  categories: PLACED.minimalLayout,
  on: 'schema',
  check({ report }, { filesByPackage }) {
    for (const [name, files] of filesByPackage) {
      const folders = [...new Set(files.map(({ folder }) => folder))].sort()
      if (folders.length < 2) continue
      const whose = name === '' ? 'The files without a package' : `The files of package "${name}"`
      const message = `${whose} are in several folders (${folders.map((one) => `"${one}"`).join(', ')}): keep them in one.`
      for (const element of files) report({ element, parts: atPackage, message })
    }
  },
})
