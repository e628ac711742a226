// `npm start`: sets up, builds and runs the registry. Arguments go to the server: npm start -- --port 9000
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { ROOT } from './run-tool.mjs'
import { setup } from './setup.mjs'

const SERVER = join(ROOT, 'packages/registry-server/dist/main.js')

if ((await setup()) && (await build())) {
  // In this very process: signals, exit code and terminal are the server's own, with nothing in between to forward them.
  process.argv[1] = SERVER
  await import(pathToFileURL(SERVER).href)
} else process.exitCode = 1
