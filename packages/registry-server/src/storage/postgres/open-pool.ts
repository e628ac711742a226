import { type ClientConfig, Pool, types } from 'pg'

/** Connections of one server, to a database that takes a hundred by default: for several servers, and a backup. */
const POOL_SIZE = 10
/** Making a connection, or waiting for one of the pool: beyond that the database is down, or much too slow. */
const CONNECT_TIMEOUT_MS = 5_000
/** One statement. The longest one stores the symbols of the largest public API family, in some ten seconds. */
const STATEMENT_TIMEOUT_MS = 60_000
/** Waiting for a row that somebody else changes: transactions take milliseconds, that of a large push some seconds. */
const LOCK_TIMEOUT_MS = 15_000
/** A transaction in which nothing happens: its server is gone, and what it holds must not stay locked. */
const IDLE_TRANSACTION_TIMEOUT_MS = 30_000
/** Waiting for any answer: longer than the database itself lets a statement run, so that only a dead network meets it. */
const ANSWER_TIMEOUT_MS = 70_000

/** The object identifier of bigint. Source: PostgreSQL, `pg_type.dat`. */
const INT8 = 20

/**
 * Counts, times in milliseconds and places in a history are far below 2^53, and numbers everywhere else; the driver would
 * make texts of them.
 */
const NUMBERS: ClientConfig['types'] = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
}

/** Connections to a database, made when they are needed. `url` is a secret: it may hold a password. */
export function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    types: NUMBERS,
    application_name: 'wireproof-server',
    max: POOL_SIZE,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  })
  // A connection that is lost while nobody uses it is replaced when the next one is needed; one that is lost in use
  // makes its query fail. Neither may end the process, as an event without a listener would.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
