import { join } from 'node:path'
import { z } from 'zod'
import { createProvince, listProvinces, type NewProvince } from '#platform/database/provinces.ts'
import { openLog } from '#platform/log/log.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'
import { installationSecret } from '../installation-secret.ts'
import { joinOrOpenStore, migrateStore } from '../open-store.ts'

const usage = `npm run province:create -- --key=KHÓA --code=H.. --name=TÊN --host=TÊN-MIỀN[,TÊN-MIỀN] [--default]
  --key       tên ngắn không dấu, ví dụ phu-tho; không đổi được về sau  (short name, cannot be changed later)
  --code      mã của tỉnh trong danh mục cơ quan, ví dụ H44  (code of the province)
  --name      tên tỉnh  (name)
  --host      tên miền mà người dân dùng  (host names by which people come)
  --default   tỉnh trả lời các tên miền khác  (answers all other host names)`

const Province = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  code: z.string().regex(/^[A-Z]\d{2}$/),
  name: z.string().trim().min(1).max(100),
  hosts: z.array(z.hostname()).min(1),
})

const readProvince = (parameters: readonly string[]): NewProvince | null => {
  const options = readOptions(parameters, {
    key: 'required',
    code: 'required',
    name: 'required',
    host: 'required',
    default: 'flag',
  })
  if (options === null) return null
  const hosts = options.host.split(',').map((host) => host.trim().toLowerCase())
  const parsed = Province.safeParse({ ...options, hosts })
  return parsed.success ? { ...parsed.data, isDefault: options.default === true, isDemo: false } : null
}

/** Makes a province, empty: its tables, and the host names it answers to. */
export const run: Command = async ({ config, arguments: parameters, projectFolder }) => {
  const fresh = readProvince(parameters)
  if (fresh === null) {
    console.error(usage)
    return 2
  }
  const sqlFolder = join(projectFolder, 'db')
  const store = await joinOrOpenStore(config, openLog('warn'))
  try {
    await migrateStore(store.server, sqlFolder)
    const known = await listProvinces(store.server)
    const taken = known.find((province) => province.key === fresh.key || province.code === fresh.code)
    if (taken !== undefined) {
      console.error(`Đã có tỉnh ${taken.key}, mã ${taken.code}. / There is ${taken.key}, code ${taken.code}, already.`)
      return 1
    }
    installationSecret(config)
    const made = await createProvince(store.server, sqlFolder, fresh)
    console.log(
      `Đã tạo tỉnh ${made.name} (${made.code}), lược đồ ${made.schemaName}, tên miền ${made.hosts.join(', ')}. / Made.\n` +
        'Chương trình đang chạy sẽ thấy tỉnh mới sau khi khởi động lại. / A running program sees it after a restart.',
    )
    return 0
  } finally {
    await store.stop()
  }
}
