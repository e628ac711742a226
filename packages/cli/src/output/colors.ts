import { inspect } from 'node:util'
import type { Io, Output } from '../io.ts'

/** What a text can be painted with. */
const STYLES = ['bold', 'dim', 'red', 'yellow', 'cyan'] as const

export type Colors = Readonly<Record<(typeof STYLES)[number], (text: string) => string>>

/** Colours for one output: none unless it is a terminal that can show them. Source: https://no-color.org */
export function colorsFor(output: Output, env: Io['env']): Colors {
  return createColors(output.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb')
}

/** Paints with the escape sequences that Node itself uses (ECMA-48, SGR), or leaves every text as it is. */
export function createColors(areShown: boolean): Colors {
  const paints = STYLES.map((style) => {
    const [on, off] = inspect.colors[style] as [number, number]
    return [style, areShown ? (text: string) => `\x1b[${on}m${text}\x1b[${off}m` : (text: string) => text]
  })
  return Object.fromEntries(paints)
}
