import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { Source } from '../source/source.ts'
import { parseWithComments } from '../syntax/parse.ts'
import { Comments } from './comments.ts'

/** The comments of the token at `^`, and the one that trails the token in front of it. */
function attribute(marked: string) {
  const text = marked.replace('^', '')
  const { comments } = parseWithComments(new Source('a.proto', text), new Diagnostics())
  const all = new Comments(text, comments)
  const token = marked.indexOf('^')
  const trailing = all.after(Math.max(0, marked.search(/[;{}](?=[^;{}]*\^)/) + 1))
  return { ...all.before(token), trailing }
}

// Each expectation is what `buf build` 1.75 has for this layout.
test.each([
  ['// a\n^message', { leading: ' a\n' }],
  ['// a\n// b\n^message', { leading: ' a\n b\n' }],
  ['// a\n\n// b\n^message', { leading: ' b\n', detached: [' a\n'] }],
  ['// a\n/* x */\n^message', { leading: ' x ', detached: [' a\n'] }],
  ['/* a */ ^message', {}],
  ['/* a */ /* b */\n\n^message', { detached: [' a ', ' b '] }],
  ['x; // a\n^message', { trailing: ' a' }],
  ['x; // a\n// b\n^message', { trailing: ' a', leading: ' b\n' }],
  ['x;\n// a\n^message', { leading: ' a\n' }],
  ['x;\n// a\n\n^message', { trailing: ' a\n' }],
  ['x;\n// a\n\n// b\n\n^message', { trailing: ' a\n', detached: [' b\n'] }],
  ['x; // d\n // e\n\n // f\n^message', { trailing: ' d', leading: ' f\n' }],
  ['x { // d\n // e\n\n // f\n^message', { trailing: ' d', leading: ' f\n', detached: [' e\n'] }],
  ['x { /* d */\n^message', { leading: ' d ' }],
  ['x {\n // d\n ^}', { trailing: ' d\n' }],
  ['x; /* d */ /* e */ /* f */\n^message', { trailing: ' d ', leading: ' f ' }],
  ['x;\n\n/* d */ ^message', {}],
  ['x;\n\n/* d */ ^message\n\n M', { detached: [' d '] }],
  ['x; // h\r\n // i\r\n\r\n ^message', { trailing: ' h\r' }],
  ['\uFEFF// a\n^message', {}],
  ['\uFEFF\n// a\n^message', { leading: ' a\n' }],
  ['\uFEFF/* a */ /* b */\n\n^message', { detached: [' b '] }],
  ['/** a\n * b\n   c\n *d\n **/\n^message', { leading: '* a\n b\nc\nd\n' }],
])('%j', (text, expected) => {
  expect(attribute(text)).toEqual({ leading: '', trailing: '', detached: [], ...expected })
})

test('comments at the end of a file trail nothing', () => {
  const text = 'message M {} // a'
  expect(new Comments(text, [13, 17]).after(12)).toBe('')
})
