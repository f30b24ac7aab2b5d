import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { openDocumentFile } from '#test/support/open-document-file.ts'
import { pngFile } from '#test/support/sample-files.ts'
import { paragraph, run, wordFile } from '#test/support/word-file.ts'
import { readDocx } from '../docx/read-docx.ts'
import { readPdfText } from '../file-text/read-file-text.ts'
import { findOfficeConverter, openConverter } from './convert-office-file.ts'
import { officeFormatOf } from './office-format.ts'

const soffice = foreignTool('soffice')
const bounds = { patienceMs: 60_000, mostKibibytes: 4_000_000, mostFileBytes: 1_000_000, mostWaiting: 2 }

const letter = openDocumentFile('<text:p>Kính gửi Sở Nội vụ</text:p>')
const docx = wordFile({ body: paragraph(run('Kính gửi Sở Nội vụ')) })

const everybodys = tmpdir()
let own = ''
const temporaryFolder = () => mkdtemp(join(everybodys, 'office-'))

beforeAll(async () => {
  own = await temporaryFolder()
  process.env.TMPDIR = own
})
afterAll(() => rm(own, { recursive: true }))

const leftBehind = () => readdir(own)

/** One that has ended may still wait to be taken note of. */
const isRunning = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => !/\) [ZX] /.test(stat),
    () => false,
  )

/** A program that is called as LibreOffice is and does what the test says; `$OUT` and `$SOURCE` are the places it was given. */
const standIn = async (does: string, changed: Partial<typeof bounds> = {}) => {
  const folder = await temporaryFolder()
  const path = join(folder, 'soffice')
  await writeFile(
    path,
    `#!/bin/sh\nwhile [ $# -gt 1 ]; do case "$1" in --outdir) OUT=$2;; --convert-to) TO=$2;; esac; shift; done\nSOURCE=$1\n${does}\n`,
  )
  await chmod(path, 0o755)
  return { folder, convert: openConverter([path], { ...bounds, ...changed }) }
}

describe('a file of an office program', () => {
  it('is known by its first bytes', () => {
    expect(officeFormatOf(letter)).toBe('odt')
    expect(officeFormatOf(docx)).toBe('docx')
    expect(officeFormatOf(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toBe('doc')
    expect(officeFormatOf(Buffer.from('%PDF-1.7'))).toBeNull()
    expect(officeFormatOf(Buffer.alloc(0))).toBeNull()
  })

  soffice.test('becomes a PDF and a DOCX that the program itself reads', async () => {
    const convert = await findOfficeConverter(soffice.path)
    if (convert === null) throw new Error('the machine lets nothing run without a network')
    const pdf = acceptedValue(await convert(letter, 'odt', 'pdf'))
    expect(await readPdfText(pdf)).toContain('Kính gửi Sở Nội vụ')
    const asDocx = acceptedValue(await convert(letter, 'odt', 'docx'))
    expect(JSON.stringify(acceptedValue(await readDocx(asDocx)))).toContain('Kính gửi Sở Nội vụ')
    expect(
      acceptedValue(await convert(asDocx, 'docx', 'pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  soffice.test('brings nothing of this machine with it, and a broken one brings nothing at all', async () => {
    const convert = await findOfficeConverter(soffice.path)
    if (convert === null) throw new Error('the machine lets nothing run without a network')
    const folder = await temporaryFolder()
    const [text, picture] = [join(folder, 'bi-mat.odt'), join(folder, 'bi-mat.png')]
    await writeFile(text, openDocumentFile('<text:p>Điều bí mật</text:p>'))
    await writeFile(picture, pngFile(30, 30))
    const reaching = openDocumentFile(
      `<text:p>Chính văn</text:p><text:section text:name="S"><text:section-source xlink:type="simple" xlink:href="file://${text}"/><text:p>Cũ</text:p></text:section><text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"><draw:image xlink:type="simple" xlink:href="file://${picture}"/></draw:frame></text:p>`,
    )
    const pdf = acceptedValue(await convert(reaching, 'odt', 'pdf'))
    const read = await readPdfText(pdf)
    expect(read).toContain('Chính văn')
    expect(read).not.toContain('bí mật')
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('/Subtype/Image')
    expect(await convert(Buffer.from('PK\x03\x04 không phải'), 'odt', 'docx')).toMatchObject({ ok: false })
    expect(await leftBehind()).toEqual([])
  })
})

describe('a program that does not do what it should', () => {
  it('is given a folder and a profile of its own, and what it makes is taken', async () => {
    const { convert } = await standIn(
      'grep -q DisableMacrosExecution "$(dirname "$OUT")/profile/user/registrymodifications.xcu" && cp "$SOURCE" "$OUT/source.$TO"',
    )
    expect(acceptedValue(await convert(Buffer.from('abc'), 'doc', 'docx')).toString()).toBe('abc')
    expect(await leftBehind()).toEqual([])
  })

  it('is killed with its children when it hangs', async () => {
    const { folder, convert } = await standIn('sleep 300 & echo $! > "$0.child"; echo $$ > "$0.own"; wait', {
      patienceMs: 1_000,
    })
    expect(await convert(Buffer.from('abc'), 'doc', 'pdf')).toEqual({
      ok: false,
      refusal: { code: 'conversion.too-slow' },
    })
    for (const name of ['own', 'child']) {
      const pid = Number(await readFile(join(folder, `soffice.${name}`), 'utf8'))
      expect(await isRunning(pid)).toBe(false)
    }
    expect(await leftBehind()).toEqual([])
  })

  it.each([
    ['makes nothing', 'exit 0'],
    ['makes an empty file', ': > "$OUT/source.$TO"'],
    ['crashes after it began to write', 'echo half > "$OUT/source.$TO"; kill -SEGV $$'],
    ['writes without end', 'exec cat /dev/zero > "$OUT/source.$TO"'],
  ])('is refused when it %s', async (_what, does) => {
    const { convert } = await standIn(does)
    expect(await convert(Buffer.from('abc'), 'odt', 'pdf')).toMatchObject({ refusal: { code: 'conversion.failed' } })
    expect(await leftBehind()).toEqual([])
  })

  it('is asked for one file at a time, and a queue that is full says so', async () => {
    const { convert, folder } = await standIn(
      'mkdir "$0.running" || exit 1; cp "$SOURCE" "$OUT/source.$TO"; rmdir "$0.running"',
    )
    const asked = ['a', 'b', 'c'].map((text) => convert(Buffer.from(text), 'doc', 'docx'))
    const [first, second, third] = await Promise.all(asked)
    expect([first, second]).toMatchObject([{ ok: true }, { ok: true }])
    expect(third).toEqual({ ok: false, refusal: { code: 'conversion.busy' } })
    expect(acceptedValue(await convert(Buffer.from('d'), 'doc', 'docx')).toString()).toBe('d')
    expect(await readdir(folder)).toEqual(['soffice'])
  })

  it('that is not there is no converter', async () => {
    expect(await findOfficeConverter('/khong/co/soffice')).toBeNull()
  })
})
