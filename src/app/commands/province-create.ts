import { join } from 'node:path'
import { z } from 'zod'
import { systemClock } from '#kernel/time.ts'
import { OfficerLogin } from '#modules/identity/domain/index.ts'
import type { ServerAddress } from '#platform/database/connection.ts'
import { createProvince, listProvinces, openProvinces, type Province } from '#platform/database/provinces.ts'
import { openLog } from '#platform/log/log.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'
import { joinOrOpenStore, migrateStore } from '../open-store.ts'
import { type Founders, foundProvince, type KnownProvince, listKnownProvinces } from '../province/found-province.ts'
import { installationSecret } from '../secret/installation-secret.ts'

const usage = `npm run province:create -- --key=KHÓA --code=H.. --host=TÊN-MIỀN[,TÊN-MIỀN] --admin-login=TÊN --admin-name="HỌ TÊN" [--default]
  --key          tên ngắn không dấu, ví dụ phu-tho; không đổi được về sau  (short name, cannot be changed later)
  --code         mã định danh điện tử của tỉnh, ví dụ H44  (code of the province)
  --host         tên miền mà người dân dùng  (host names by which people come)
  --admin-login  tên đăng nhập của quản trị viên đầu tiên: chữ thường, số, dấu chấm, gạch ngang  (login of the first administrator)
  --admin-name   họ tên của người đó  (full name of that person)
  --default      tỉnh trả lời các tên miền khác  (answers all other host names)`

const Wanted = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'phải là chữ thường không dấu, số, gạch ngang, bắt đầu bằng chữ'),
  code: z.string(),
  hosts: z.array(z.hostname('có tên không phải tên miền; không ghi https:// hay số cổng')).min(1),
  'admin-login': z
    .string()
    .refine((text) => OfficerLogin.safeParse(text).success, 'phải là chữ thường không dấu, số, dấu chấm, gạch ngang'),
  'admin-name': z.string().trim().min(2, 'phải là họ tên').max(200, 'dài quá'),
  default: z.boolean(),
})
type Wanted = z.infer<typeof Wanted>

const optionOf = (path: readonly PropertyKey[]): string => `--${path[0] === 'hosts' ? 'host' : String(path[0])}`

/** Null, after telling what is wrong, when the command cannot be meant. */
const readWanted = (parameters: readonly string[]): Wanted | null => {
  const options = readOptions(parameters, {
    key: 'required',
    code: 'required',
    host: 'required',
    'admin-login': 'required',
    'admin-name': 'required',
    default: 'flag',
  })
  if (options === null) {
    console.error(usage)
    return null
  }
  const hosts = options.host.split(',').map((host) => host.trim().toLowerCase())
  const parsed = Wanted.safeParse({ ...options, hosts, default: options.default === true })
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) console.error(`${optionOf(issue.path)} ${issue.message}.`)
  console.error(usage)
  return null
}

/** Why the province cannot be made beside those that are there; null when it can, or is there already just so. */
const conflictWith = (known: readonly Province[], wanted: Wanted): string | null => {
  const same = known.find((province) => province.key === wanted.key)
  if (same !== undefined && (same.isDemo || same.code !== wanted.code))
    return `Khóa ${same.key} đã thuộc về ${same.isDemo ? 'một tỉnh chạy thử' : `tỉnh mã ${same.code}`}.`
  const others = known.filter((province) => province !== same)
  const code = others.find((province) => province.code === wanted.code)
  if (code !== undefined) return `Mã ${code.code} đã thuộc về tỉnh ${code.key}.`
  for (const { key, hosts } of others) {
    const taken = hosts.find((host) => wanted.hosts.includes(host))
    if (taken !== undefined) return `Tên miền ${taken} đã thuộc về tỉnh ${key}.`
  }
  const fallback = others.find((province) => province.isDefault)
  if (wanted.default && fallback !== undefined) return `Tỉnh mặc định đã là ${fallback.key}.`
  return null
}

const found = async (server: ServerAddress, referenceFolder: string, key: string, founders: Founders) => {
  const provinces = await openProvinces(server, { max: 2 })
  try {
    const open = provinces.byKey(key)
    if (open === undefined) throw new Error(`province ${key} was not made`)
    return await foundProvince(open.database, referenceFolder, founders, systemClock)
  } finally {
    await provinces.close()
  }
}

const make = async (
  server: ServerAddress,
  sqlFolder: string,
  province: KnownProvince,
  wanted: Wanted,
): Promise<number> => {
  const conflict = conflictWith(await listProvinces(server), wanted)
  if (conflict !== null) {
    console.error(`${conflict} Chưa có gì thay đổi. / Nothing was changed.`)
    return 1
  }
  const { key, code, hosts } = wanted
  const made = await createProvince(server, sqlFolder, {
    key,
    code,
    hosts,
    name: province.name,
    isDefault: wanted.default,
    isDemo: false,
  })
  const administrator = { login: wanted['admin-login'], fullName: wanted['admin-name'] }
  const founded = await found(server, join(sqlFolder, 'reference-data'), key, { province, administrator })
  if (!founded.ok) {
    console.log(
      `Tỉnh ${key} đã có từ trước, không có gì thay đổi. / The province is there already; nothing was changed.`,
    )
    return 0
  }
  const { login, password } = founded.value
  console.log(
    `Đã mở tỉnh ${made.name} (${code}), lược đồ ${made.schemaName}, tên miền ${hosts.join(', ')}. / Made.
  Đăng nhập tại / Sign in at:    https://${hosts[0]}/can-bo/dang-nhap
  Tên đăng nhập / Login:         ${login}
  Mật khẩu dùng một lần / One-time password:  ${password}
Mật khẩu này chỉ hiện một lần và phải đổi khi đăng nhập lần đầu. / Shown only once; must be changed at the first sign-in.
Chương trình đang chạy sẽ thấy tỉnh mới sau khi khởi động lại. / A running program sees it after a restart.`,
  )
  return 0
}

/** Opens a province: tables, host names, law, its people's committee and the first administrator. Doing it again changes nothing. */
export const run: Command = async ({ config, arguments: parameters, projectFolder }) => {
  const wanted = readWanted(parameters)
  if (wanted === null) return 2
  const sqlFolder = join(projectFolder, 'db')
  const known = await listKnownProvinces(join(sqlFolder, 'reference-data'))
  const province = known.find(({ code }) => code === wanted.code)
  if (province === undefined) {
    const codes = known.map(({ code, name }) => `${code} ${name}`).join(', ')
    console.error(`Không có tỉnh mã ${wanted.code}. Các mã / There is no such code; codes: ${codes}`)
    return 2
  }
  const store = await joinOrOpenStore(config, openLog('warn'))
  try {
    await migrateStore(store.server, sqlFolder)
    installationSecret(config)
    return await make(store.server, sqlFolder, province, wanted)
  } finally {
    await store.stop()
  }
}
