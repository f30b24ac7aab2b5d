import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

export const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'))

/** A fault whose message alone is shown, without the lines of code it came through. */
export const problem = (message) => Object.assign(new Error(message), { isForReader: true })

/** Tells the reader what takes time; on stderr, so that output meant for machines stays clean. */
export const say = (message) => process.stderr.write(`${message}\n`)
