import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMessageFile } from '#modules/interchange/index.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'
import { edxmlFaultText, edxmlReport } from '../reports/edxml-report.ts'

const usage = `npm run edxml:read -- --file=<gói.edxml> [--out=<thư mục>]
  đọc một gói tin liên thông, báo nội dung và chỗ sai, đặt các tệp vào thư mục  (reads a message, tells what it says and what is wrong, lays its files into a folder)`

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

/** Needs neither the database nor a network. Ends with 1 when the message cannot be read or is not as the standard wants it. */
export const run: Command = async ({ arguments: parameters }) => {
  const options = readOptions(parameters, { file: 'required', out: 'optional' })
  if (options === null || !(await isFile(options.file))) {
    console.error(usage)
    return 2
  }
  const passing = options.out === undefined ? await mkdtemp(join(tmpdir(), 'edxml-')) : null
  try {
    const read = await readMessageFile(options.file, options.out ?? passing ?? '')
    if (!read.ok) {
      console.log(edxmlFaultText(read.refusal))
      return 1
    }
    const { text, isFine } = edxmlReport(read.value.message, read.value.files)
    console.log(text)
    return isFine ? 0 : 1
  } finally {
    if (passing !== null) await rm(passing, { recursive: true, force: true })
  }
}
