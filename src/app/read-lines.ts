import { createReadStream } from 'node:fs'
import { linesOf } from '#platform/files/lines-of.ts'

/** The lines of a file on this machine, as `linesOf` reads them. */
export const readLines = (path: string): AsyncGenerator<string> => linesOf(createReadStream(path))
