import { resolve } from 'node:path'
import { systemClock } from '#kernel/time.ts'
import { system } from '#modules/identity/domain/index.ts'
import { importProcedures } from '#modules/procedures/index.ts'
import { openLog } from '#platform/log/log.ts'
import type { CommandContext } from '../command.ts'
import { joinOrOpenStore, openStoreProvinces } from '../open-store.ts'
import { provinceOf } from '../province-of.ts'
import { readLines } from '../read-lines.ts'
import { importReportText } from '../reports/import-report-text.ts'

const usage = `npm run import:procedures -- TỆP [--province=KHÓA] [--all]
  TỆP          danh sách thủ tục của cơ sở dữ liệu quốc gia, mỗi dòng một bản ghi JSON, nén gzip hoặc không
  --province   tỉnh nhận danh sách; bỏ trống là tỉnh mặc định
  --all        in hết các mục thay vì mười mục đầu`

const shownAtFirst = 10

type Wanted = { readonly file: string; readonly province: string | null; readonly shown: number }

const readArguments = (given: readonly string[]): Wanted | null => {
  const files = given.filter((one) => !one.startsWith('--'))
  const options = given.filter((one) => one.startsWith('--'))
  const province = options.find((one) => one.startsWith('--province='))?.slice('--province='.length) ?? null
  const known = options.every((one) => one === '--all' || one.startsWith('--province='))
  const [file] = files
  if (file === undefined || files.length > 1 || !known) return null
  return { file, province, shown: options.includes('--all') ? Number.POSITIVE_INFINITY : shownAtFirst }
}

const refusalTexts = {
  'import.not-permitted': 'Không có quyền nhập danh mục thủ tục.',
  'import.empty': 'Tệp không có bản ghi nào; chưa có gì được ghi.',
  'import.unreadable': 'Không đọc được tệp; chưa có gì được ghi.',
} as const

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^ENOENT/, 'Không có tệp này.'],
  [/^EISDIR/, 'Đây là thư mục, không phải tệp.'],
  [/^EACCES|^EPERM/, 'Không có quyền đọc tệp.'],
  [
    /unexpected end of file|incorrect|invalid (distance|stored|block|code|bit)/i,
    'Tệp nén bị cụt hoặc hỏng; hãy tải lại.',
  ],
  [/encoded data was not valid/i, 'Nội dung không phải chữ UTF-8.'],
]

const reasonText = (reason: string): string => reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? reason

/** Takes the list of the national database into a province and prints what came of it. */
export const run = async (context: CommandContext): Promise<number> => {
  const wanted = readArguments(context.arguments)
  if (wanted === null) {
    console.error(usage)
    return 2
  }
  const log = openLog(context.config.logLevel)
  const store = await joinOrOpenStore(context.config, log)
  const provinces = await openStoreProvinces(store.server, log)
  try {
    const open = provinceOf(provinces, wanted.province)
    if (open === undefined) {
      console.error('Không có tỉnh này trong cơ sở dữ liệu; hãy chạy npm start một lần trước.')
      return 1
    }
    const path = resolve(wanted.file)
    const result = await importProcedures({ database: open.database, clock: systemClock }, system, {
      source: wanted.file.split(/[\\/]/).at(-1) ?? '',
      open: () => readLines(path),
    })
    if (result.ok) console.log(importReportText(result.value, wanted.file, wanted.shown))
    else {
      console.error(refusalTexts[result.refusal.code])
      if (result.refusal.code === 'import.unreadable') console.error(`  ${reasonText(result.refusal.reason)}`)
    }
    return result.ok ? 0 : 1
  } finally {
    await provinces.close()
    await store.stop()
  }
}
