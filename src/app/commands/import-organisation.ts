import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { systemClock } from '#kernel/time.ts'
import { importOrganisation, organisationFiles } from '#modules/agencies/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import type { OneTimePassword } from '#modules/identity/index.ts'
import { csvLine } from '#modules/reports/domain/index.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { openLog } from '#platform/log/log.ts'
import type { CommandContext } from '../command.ts'
import { joinOrOpenStore, openStoreProvinces } from '../open-store.ts'
import { organisationReportText } from '../organisation-file/organisation-report-text.ts'
import { type OrganisationTable, readOrganisationFile } from '../organisation-file/read-organisation-file.ts'
import { provinceOf } from '../province-of.ts'

const usage = `npm run import:organisation -- THƯ-MỤC [--province=KHÓA] [--passwords=TỆP-MỚI]
  THƯ-MỤC      có agencies.csv, units.csv, officers.csv (một, hai hoặc cả ba)
  --province   tỉnh nhận; bỏ trống là tỉnh mặc định
  --passwords  tệp mới, ghi tên đăng nhập và mật khẩu dùng một lần của từng tài khoản mới; bắt buộc khi có officers.csv`

type Wanted = { readonly folder: string; readonly province: string | null; readonly passwords: string | null }

const readArguments = (given: readonly string[]): Wanted | null => {
  const [folder, ...more] = given.filter((one) => !one.startsWith('--'))
  const options = given.filter((one) => one.startsWith('--'))
  const optionOf = (name: string) => options.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null
  const known = options.every((one) => /^--(province|passwords)=./.test(one))
  if (folder === undefined || more.length > 0 || !known) return null
  return { folder, province: optionOf('province'), passwords: optionOf('passwords') }
}

/** Where passwords are kept until they are handed out: a new file for its owner alone, on the disk before the account is there. */
const openPasswords = async (path: string | null) => {
  const file = path === null ? null : await open(path, 'wx', 0o600)
  await file?.write(csvLine(['dang_nhap', 'mat_khau_mot_lan', 'ho_ten']))
  return {
    keep: async ({ login, password }: OneTimePassword, fullName: string): Promise<void> => {
      if (file === null) throw new Error('there is no file for passwords')
      await file.write(csvLine([login, password, fullName]))
      await file.sync()
    },
    close: async (): Promise<void> => file?.close(),
  }
}

const take = async (
  { database }: OpenProvince,
  tables: readonly OrganisationTable[],
  passwordPath: string | null,
): Promise<number> => {
  const passwords = await openPasswords(passwordPath)
  const deps = { database, clock: systemClock, keepPassword: passwords.keep }
  let refused = 0
  try {
    for (const { kind, fileName, lines } of tables) {
      const report = await importOrganisation(deps, system, kind, lines)
      console.log(organisationReportText(fileName, report))
      refused += report.refused.length
    }
  } finally {
    await passwords.close()
  }
  return refused === 0 ? 0 : 1
}

/** Takes agencies, units and officers in from files and prints what came of each line. */
export const run = async ({ config, arguments: given }: CommandContext): Promise<number> => {
  const wanted = readArguments(given)
  if (wanted === null) {
    console.error(usage)
    return 2
  }
  const tables: OrganisationTable[] = []
  for (const kind of organisationFiles) {
    const table = await readOrganisationFile(resolve(wanted.folder), kind)
    if (!table.ok) {
      console.error(`${table.refusal.text} Chưa có gì được ghi. / Nothing was written.`)
      return 1
    }
    if (table.value !== null) tables.push(table.value)
  }
  if (tables.length === 0) {
    console.error(`Không có agencies.csv, units.csv hay officers.csv trong ${wanted.folder}.\n${usage}`)
    return 2
  }
  if (wanted.passwords === null && tables.some(({ kind }) => kind === 'officers')) {
    console.error(`officers.csv cần --passwords=TỆP-MỚI để ghi mật khẩu của các tài khoản mới.\n${usage}`)
    return 2
  }
  if (wanted.passwords !== null && existsSync(wanted.passwords)) {
    console.error(`Tệp ${wanted.passwords} đã có; hãy chọn tên tệp mới để không mất mật khẩu đã ghi.`)
    return 2
  }
  const log = openLog(config.logLevel)
  const store = await joinOrOpenStore(config, log)
  const provinces = await openStoreProvinces(store.server, log)
  try {
    const province = provinceOf(provinces, wanted.province)
    if (province === undefined) {
      console.error('Không có tỉnh này; hãy mở trước bằng: npm run province:create')
      return 1
    }
    return await take(province, tables, wanted.passwords)
  } finally {
    await provinces.close()
    await store.stop()
  }
}
