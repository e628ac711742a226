import pc from 'picocolors'
import type { Io, Output } from '../io.ts'

export type Colors = ReturnType<typeof pc.createColors>

/** Colours for one output: none unless it is a terminal that can show them. Source: https://no-color.org */
export function colorsFor(output: Output, env: Io['env']): Colors {
  return pc.createColors(output.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb')
}
