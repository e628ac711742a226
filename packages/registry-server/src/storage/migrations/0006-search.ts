import type { Migration } from './migration.ts'

/**
 * What one can search for: `search_words` holds each distinct word once, with an index by any part of it of three letters
 * or more, and what has a word is found by an index of its own. So the index by parts grows with the vocabulary, not with
 * the schemas. Words stay: one that nothing has any more finds nothing.
 *
 * Rows of before have no word. They are made anew, for their version is an older one.
 */
export const search: Migration = {
  id: '0006-search',
  sqlite: `
CREATE TABLE search_words (
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('module', 'package', 'type', 'member')),
  word TEXT NOT NULL,
  UNIQUE (scope, word)
) STRICT;
CREATE VIRTUAL TABLE search_parts USING fts5 (word, content = 'search_words', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER search_words_inserted AFTER INSERT ON search_words BEGIN
  INSERT INTO search_parts (rowid, word) VALUES (new.id, new.word);
END;
INSERT INTO search_words (scope, word) SELECT DISTINCT 'module', lower(name) FROM modules;

CREATE INDEX modules_by_word ON modules (lower(name), id);
ALTER TABLE declared_symbols ADD COLUMN word TEXT NOT NULL DEFAULT '';
CREATE INDEX declared_symbols_by_package ON declared_symbols (word, container, module_id) WHERE kind = 'file';
CREATE INDEX declared_symbols_by_word ON declared_symbols (word, name, module_id, kind) WHERE kind <> 'file';
`,
}
