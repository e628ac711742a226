import { describe, expect, it } from 'vitest'
import { scanImports } from './scan-imports.ts'

const paths = (source: string) => scanImports(source).map((found) => found.path)

describe('scanImports', () => {
  it('reads every kind of import', () => {
    const source = `edition = "2024";
      import "a.proto";
      import public "b.proto";
      import weak 'c.proto';
      import option "d.proto";`
    expect(scanImports(source)).toEqual([
      { path: 'a.proto', kind: 'plain' },
      { path: 'b.proto', kind: 'public' },
      { path: 'c.proto', kind: 'weak' },
      { path: 'd.proto', kind: 'option' },
    ])
  })

  it('reads a path of any length', () => {
    expect(paths(`import "${'\\x41'.repeat(300_000)}";`)).toEqual(['A'.repeat(300_000)])
    expect(paths(`import "${'A'.repeat(300_000)}\\x41";`)).toEqual(['A'.repeat(300_001)])
  })

  it('sees through comments and white space', () => {
    expect(
      paths(`// import "no.proto";
        /* import "no.proto"; */ import /* x */ public // y
          "a.proto" /* z */;import"b.proto";/**/import "c.proto" ;`),
    ).toEqual(['a.proto', 'b.proto', 'c.proto'])
  })

  it('sees through strings', () => {
    expect(paths(`option java_package = "import \\"no.proto\\"; // "; import "a.proto";`)).toEqual(['a.proto'])
  })

  it('joins adjacent literals and reads escapes', () => {
    expect(paths(`import "b/" 'b.\\160ro' "\\x74o"; import "\\u00e9\\303\\251.proto";`)).toEqual([
      'b/b.proto',
      'éé.proto',
    ])
  })

  it('takes the word for a name where it is one', () => {
    expect(
      paths(`message M { string import = 1; M.import x = 2; oneof import { int32 y = 3; } }
        option (x) = { import: "no.proto" };
        message import {}
        importer "no.proto";
        import "a.proto";`),
    ).toEqual(['a.proto'])
  })

  it('finds imports behind definitions', () => {
    expect(paths('message A { message B {} } enum E { X = 0; } import "a.proto";')).toEqual(['a.proto'])
  })

  it('reads bytes, with and without a byte order mark', () => {
    expect(scanImports(new TextEncoder().encode('\uFEFFimport "a.proto";'))).toEqual([
      { path: 'a.proto', kind: 'plain' },
    ])
    expect(paths('\uFEFFimport "a.proto";')).toEqual(['a.proto'])
  })

  it.each([
    'import',
    'import "a',
    'import ;',
    'import public',
    '/* import "x"',
    '"import',
    "import '\\",
    'import "a\\',
  ])('does not choke on %s', (source) => {
    expect(() => scanImports(source)).not.toThrow()
  })

  it('goes on behind a stray brace', () => {
    expect(paths('}}} import "a.proto";')).toEqual(['a.proto'])
  })

  it('is linear in hostile text', () => {
    const start = performance.now()
    for (const piece of ['/*', '"', '\\', 'import ', 'import"a"', '{', "'\n"])
      scanImports(`${piece.repeat(200_000)}import`)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
