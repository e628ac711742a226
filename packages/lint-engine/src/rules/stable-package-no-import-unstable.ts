import { packageStability } from '@wireproof/rule-policy'
import { defineRule } from '../rule.ts'

/** Off unless it is named. Packages of other modules are not looked at. */
export const stablePackageNoImportUnstable = defineRule({
  id: 'STABLE_PACKAGE_NO_IMPORT_UNSTABLE',
  summary: 'A stable package imports no unstable one.',
  categories: { v2: [] },
  on: 'import',
  check({ report }, element) {
    const { file, importedPackage } = element
    if (importedPackage === undefined || packageStability(file.package) !== 'stable') return
    if (packageStability(importedPackage) !== 'unstable') return
    const message = `Package "${file.package}" is stable, and imports "${element.fullName}" of "${importedPackage}", which is not.`
    report({ element, message })
  },
})
