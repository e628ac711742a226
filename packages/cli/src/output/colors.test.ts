import { describe, expect, it } from 'vitest'
import type { Output } from '../io.ts'
import { colorsFor } from './colors.ts'

const terminal = { isTerminal: true } as Output
const pipe = { isTerminal: false } as Output

describe('colorsFor', () => {
  it('paints on a terminal', () => {
    const { red, bold } = colorsFor(terminal, {})
    expect(red('a')).toBe('\x1b[31ma\x1b[39m')
    expect(bold(red('a'))).toBe('\x1b[1m\x1b[31ma\x1b[39m\x1b[22m')
  })

  it.each([
    ['a pipe', pipe, {}],
    ['a dumb terminal', terminal, { TERM: 'dumb' }],
    ['someone who wants none', terminal, { NO_COLOR: '1' }],
  ])('leaves texts alone for %s', (_, output, env) => {
    const colors = colorsFor(output, env)
    expect(Object.values(colors).map((paint) => paint('a'))).toEqual(['a', 'a', 'a', 'a', 'a'])
  })
})
