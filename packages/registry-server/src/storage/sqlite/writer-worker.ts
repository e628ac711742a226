import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from './open-database.ts'
import { StatementCache } from './statement-cache.ts'
import type { WriterAnswer, WriterData, WriterRequest } from './writer-messages.ts'

const { path, maxPageCount } = workerData as WriterData
const database = openDatabase(path)
if (maxPageCount !== undefined) database.pragma(`max_page_count = ${maxPageCount}`)
const statements = new StatementCache(database)

parentPort?.on('message', (request: WriterRequest) => {
  if (request !== 'close') return parentPort?.postMessage(answer(request.sql, request.parameters))
  database.close()
  parentPort?.close()
})

function answer(sql: string, parameters: readonly unknown[]): WriterAnswer {
  try {
    // A full disk has rolled back already, and an error here would hide the one that says so.
    if (sql === 'rollback' && !database.inTransaction) return { result: { rows: [], changes: undefined } }
    return { result: statements.run(sql, parameters) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    return { error: { message: error instanceof Error ? error.message : String(error), code } }
  }
}
