import { createRenderer, type Diagnostic, type RenderColors, type Resolver } from '@wireproof/compiler'
import type { Io } from '../io.ts'
import { type Colors, colorsFor } from './colors.ts'
import { formatDiagnostic } from './diagnostic-text.ts'
import type { ShowPath } from './reported-finding.ts'

/** What is wrong with a schema, and how to show it. */
export interface ShownDiagnostics {
  readonly diagnostics: readonly Diagnostic[]
  readonly show: ShowPath
  /** The texts; left out where they are not at hand. */
  readonly resolve?: Resolver
}

/**
 * Tells on standard error what is wrong with a schema; warnings only with `withWarnings`. A terminal also gets the
 * source lines; the first line of each diagnostic is the same everywhere.
 */
export async function writeDiagnostics(
  io: Io,
  { diagnostics, show, resolve = () => undefined }: ShownDiagnostics,
  withWarnings = false,
): Promise<void> {
  const shown = diagnostics.filter(({ severity }) => severity === 'error' || withWarnings)
  const format = io.stderr.isTerminal
    ? createRenderer(resolve, { showPath: show, colors: paints(colorsFor(io.stderr, io.env)) })
    : (diagnostic: Diagnostic) => formatDiagnostic(diagnostic, show)
  await io.stderr.write(shown.map(format).join(''))
}

function paints({ red, yellow, cyan, dim }: Colors): RenderColors {
  return { error: red, warning: yellow, note: cyan, gutter: dim, hint: cyan }
}
