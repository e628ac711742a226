import { packageStability } from '@wireproof/rule-policy'
import { defineRule, PLACED } from '../rule.ts'
import { atPackage } from './at-package.ts'

export const packageVersionSuffix = defineRule({
  id: 'PACKAGE_VERSION_SUFFIX',
  summary: 'The last component of a package is a version, such as `v1` or `v2beta1`.',
  categories: PLACED.standardStyle,
  on: 'file',
  check({ report }, element) {
    if (element.package === '' || packageStability(element.package) !== undefined) return
    const message = `Package "${element.package}" does not end in a version: call it "${element.package}.v1".`
    report({ element, parts: atPackage, message })
  },
})
