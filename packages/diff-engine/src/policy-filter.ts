import { PathSet, packageStability } from '@wireproof/rule-policy'
import type { Policy } from './policy.ts'
import type { Report } from './rule.ts'
import type { FileElement } from './schema/element.ts'

/** True for a report that none of the parts of the policy that hold for all rules silences. */
export function createFilter(policy: Policy): (report: Report) => boolean {
  const ignored = new PathSet(policy.ignore)
  const isSilent = (file: FileElement) =>
    (policy.excludeImports && file.image.isImport) ||
    (policy.ignoreUnstablePackages && packageStability(file.package) === 'unstable') ||
    ignored.has(file.path)
  return (report) => !filesOf(report).some(isSilent)
}

/** The files that decide whether a report is to be ignored: either side is enough. */
export function filesOf(report: Report): FileElement[] {
  const files = report.at === undefined ? [] : [report.at.file]
  if (report.isAddition !== true) files.push(report.against.file)
  return files
}
