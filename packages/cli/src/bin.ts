#!/usr/bin/env node
// The bundler makes a CommonJS script of this file: Node starts those milliseconds faster than ES modules.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createPartLoader } from './launch/part-loader.ts'

const parts = createPartLoader(join(__dirname, 'parts'), createRequire(__filename))
const { processIo, runProgram } = parts.load('main.js') as typeof import('./main.ts')

const io = processIo(join(__dirname, 'build-thread.cjs'))
runProgram(process.argv.slice(2), io).then((code) => process.exit(code))
