import { NO_HASH } from '../../audit/event-hash.ts'
import type { Migration } from './migration.ts'

const REFUSAL = 'the audit log is append-only'

/**
 * The audit log. It refers to nothing, so that it outlives what it tells of. The triggers keep it append-only, also for
 * whoever opens the database by hand: an event continues the chain, none is changed, and none goes but those that the
 * anchor has passed, which moves forward only.
 */
export const audit: Migration = {
  id: '0012-audit',
  sqlite: `
CREATE TABLE audit_events (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  action TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target_name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'refused', 'failed')),
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  request_id TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_events_by_time ON audit_events (at_ms, seq);
CREATE INDEX audit_events_by_actor ON audit_events (actor_id, at_ms, seq);
CREATE INDEX audit_events_by_action ON audit_events (action, at_ms, seq);
CREATE INDEX audit_events_by_target ON audit_events (target_id, at_ms, seq);

CREATE TABLE audit_chain (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  anchor_seq INTEGER NOT NULL,
  anchor_hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_chain (id, head_seq, head_hash, anchor_seq, anchor_hash) VALUES (1, 0, '${NO_HASH}', 0, '${NO_HASH}');

CREATE TRIGGER audit_events_continue BEFORE INSERT ON audit_events
WHEN NEW.seq <> (SELECT head_seq FROM audit_chain WHERE id = 1)
  OR NEW.previous_hash <> (SELECT head_hash FROM audit_chain WHERE id = 1)
  OR EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END;
CREATE TRIGGER audit_events_unchanged BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END;
CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events
WHEN OLD.seq > (SELECT anchor_seq FROM audit_chain WHERE id = 1)
BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END;
CREATE TRIGGER audit_chain_forward BEFORE UPDATE ON audit_chain
WHEN NEW.id <> OLD.id OR NEW.head_seq < OLD.head_seq OR NEW.anchor_seq < OLD.anchor_seq OR NEW.anchor_seq > NEW.head_seq
BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END;
CREATE TRIGGER audit_chain_kept BEFORE DELETE ON audit_chain
BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END;
`,
  postgres: `
CREATE TABLE audit_events (
  seq BIGINT PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  actor_id TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  credential_id TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  target_kind TEXT COLLATE "C" NOT NULL,
  target_id TEXT COLLATE "C" NOT NULL,
  target_name TEXT COLLATE "C" NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('succeeded', 'refused', 'failed')),
  address TEXT COLLATE "C" NOT NULL,
  user_agent TEXT COLLATE "C" NOT NULL,
  request_id TEXT COLLATE "C" NOT NULL,
  details TEXT COLLATE "C" NOT NULL,
  previous_hash TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_events_by_time ON audit_events (at_ms, seq);
CREATE INDEX audit_events_by_actor ON audit_events (actor_id, at_ms, seq);
CREATE INDEX audit_events_by_action ON audit_events (action, at_ms, seq);
CREATE INDEX audit_events_by_target ON audit_events (target_id, at_ms, seq);

CREATE TABLE audit_chain (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  head_seq BIGINT NOT NULL,
  head_hash TEXT COLLATE "C" NOT NULL,
  anchor_seq BIGINT NOT NULL,
  anchor_hash TEXT COLLATE "C" NOT NULL
);
INSERT INTO audit_chain (id, head_seq, head_hash, anchor_seq, anchor_hash) VALUES (1, 0, '${NO_HASH}', 0, '${NO_HASH}');

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '${REFUSAL}'; END $$;
CREATE FUNCTION continue_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_chain WHERE id = 1 AND head_seq = NEW.seq AND head_hash = NEW.previous_hash) THEN
    RAISE EXCEPTION '${REFUSAL}';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seq > (SELECT anchor_seq FROM audit_chain WHERE id = 1) THEN
    RAISE EXCEPTION '${REFUSAL}';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER audit_events_continue BEFORE INSERT ON audit_events
FOR EACH ROW EXECUTE FUNCTION continue_audit_chain();
CREATE TRIGGER audit_events_unchanged BEFORE UPDATE ON audit_events
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events
FOR EACH ROW EXECUTE FUNCTION keep_audit_events();
CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON audit_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_forward BEFORE UPDATE ON audit_chain
FOR EACH ROW
WHEN (NEW.id <> OLD.id OR NEW.head_seq < OLD.head_seq OR NEW.anchor_seq < OLD.anchor_seq OR NEW.anchor_seq > NEW.head_seq)
EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_kept BEFORE DELETE ON audit_chain
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_not_emptied BEFORE TRUNCATE ON audit_chain
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
`,
}
