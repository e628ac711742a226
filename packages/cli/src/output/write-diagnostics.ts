import type { Diagnostic } from '@wireproof/compiler'
import type { Io } from '../io.ts'
import { formatDiagnostic } from './diagnostic-text.ts'
import type { ShowPath } from './reported-finding.ts'

/** Tells on standard error what is wrong with a schema; warnings only with `withWarnings`. */
export async function writeDiagnostics(
  io: Io,
  diagnostics: readonly Diagnostic[],
  show: ShowPath,
  withWarnings = false,
): Promise<void> {
  const shown = diagnostics.filter(({ severity }) => severity === 'error' || withWarnings)
  await io.stderr.write(shown.map((diagnostic) => formatDiagnostic(diagnostic, show)).join(''))
}
