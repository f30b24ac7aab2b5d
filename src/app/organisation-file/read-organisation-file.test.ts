import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { readOrganisationFile } from './read-organisation-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'motcua-organisation-'))
afterAll(() => rm(folder, { recursive: true }))

const read = async (content: string | Uint8Array) => {
  await writeFile(join(folder, 'units.csv'), content)
  return readOrganisationFile(folder, 'units')
}
const textOf = async (content: string | Uint8Array) => {
  const result = await read(content)
  return result.ok ? 'ok' : result.refusal.text
}

describe('a file of an organisation', () => {
  it('is read as spreadsheets write it: mark, semicolons, quotes, empty lines, columns in any order', async () => {
    const table = acceptedValue(
      await read(
        '\ufeffkhoa;ma_co_quan;loai;ten\r\ntp;H44.1;chuyen-mon;"Tư pháp; hộ tịch"\r\n;;;\r\n\r\nvt;H44.1;van-thu;"Văn\nthư"\r\n',
      ),
    )
    expect(table?.lines.map(({ line, row }) => [line, row.khoa, row.ten])).toEqual([
      [2, 'tp', 'Tư pháp; hộ tịch'],
      [6, 'vt', 'Văn\nthư'],
    ])
  })

  it('is refused whole, with the reason, when it cannot be meant', async () => {
    expect(await textOf('khoa,ten,loai\na,b,c\n')).toBe('units.csv: thiếu cột ma_co_quan.')
    expect(await textOf('khoa,ten,loai,ma_co_quan,mau\na,b,c,d,e\n')).toContain('cột không nhận ra: mau')
    expect(await textOf('khoa,ten,loai,ma_co_quan\na,b\n')).toContain('không đọc được bảng')
    expect(await textOf(Buffer.from([0x6b, 0xff, 0xfe]))).toContain('không phải chữ UTF-8')
    expect(await textOf('')).toContain('thiếu cột')
  })

  it('may be left out', async () => {
    expect(acceptedValue(await readOrganisationFile(folder, 'officers'))).toBeNull()
  })
})
