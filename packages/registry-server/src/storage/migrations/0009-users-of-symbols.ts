import type { Migration } from './migration.ts'

/** Who uses a symbol, whatever the module: a look-up for each symbol, and not for each pair of symbol and module. */
export const usersOfSymbols: Migration = {
  id: '0009-users-of-symbols',
  sqlite: `
CREATE INDEX used_symbols_by_symbol ON used_symbols (symbol);
`,
  postgres: `
CREATE INDEX used_symbols_by_symbol ON used_symbols (symbol);
`,
}
