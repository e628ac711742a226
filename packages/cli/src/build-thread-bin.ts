// What a second thread of a build starts with. The bundler makes a script of its own of this file, beside the command.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createPartLoader } from './launch/part-loader.ts'

const parts = createPartLoader(join(__dirname, 'parts'), createRequire(__filename))
const { runBuildThread } = parts.load('main.js') as typeof import('./main.ts')

runBuildThread()
