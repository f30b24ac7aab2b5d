import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startProgram } from '#test/support/running-program.ts'

const starter = join(import.meta.dirname, '..', '..', 'bin', 'motcua.mjs')
const folder = mkdtempSync(join(tmpdir(), 'motcua-open-'))
const settings = {
  MOTCUA_DATA: folder,
  MOTCUA_SECRET: 'qW7vT2kL9xR4nB6mZ1cF8hJ3sD5gY0pAeUiO',
  MOTCUA_ENV: 'production',
  MOTCUA_PUBLIC_URL: 'https://motcua.langson.gov.vn',
}
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const command = async (name: string, options: readonly string[], other: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [starter, name, ...options], {
    env: { PATH: process.env.PATH ?? '', ...settings, ...other },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text }
}

const langSon = [
  '--key=lang-son',
  '--code=H37',
  '--host=motcua.langson.gov.vn',
  '--default',
  '--admin-login=quantri',
  '--admin-name=Hoàng Văn Thụ',
] as const
const changed = (name: string, value: string) =>
  langSon.map((option) => (option.startsWith(`--${name}=`) ? `--${name}=${value}` : option))

describe('opening a province', () => {
  test('makes it once, tells the password once, and production serves it', { timeout: 180_000 }, async () => {
    const made = await command('province:create', langSon)
    expect(made.code, made.text).toBe(0)
    const password = /One-time password:\s+(\S+)/.exec(made.text)?.[1] ?? ''
    expect(password).toMatch(/^(?:[A-Za-z2-9]{4}-){3}[A-Za-z2-9]{4}$/)

    const again = await command('province:create', langSon)
    expect(again.code, again.text).toBe(0)
    expect(again.text).toContain('không có gì thay đổi')
    expect(again.text).not.toContain('One-time')

    const refused = [
      [changed('key', 'Lạng Sơn'), 2, '--key phải là'],
      [changed('code', 'H99'), 2, 'Không có tỉnh mã H99'],
      [changed('host', 'https://a.vn'), 2, '--host có tên không phải tên miền'],
      [changed('admin-login', 'Quản Trị'), 2, '--admin-login phải là'],
      [changed('key', 'cao-bang'), 1, 'Mã H37 đã thuộc về tỉnh lang-son'],
      [changed('code', 'H14'), 1, 'Khóa lang-son đã thuộc về tỉnh mã H37'],
      [['--key=cao-bang', '--code=H14', ...langSon.slice(2)], 1, 'Tên miền motcua.langson.gov.vn đã thuộc về'],
    ] as const
    for (const [options, code, text] of refused) {
      const answer = await command('province:create', options)
      expect(answer.code, answer.text).toBe(code)
      expect(answer.text).toContain(text)
    }
    const unreachable = await command('province:create', langSon, { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' })
    expect(unreachable.code).toBe(1)
    expect(unreachable.text).toContain('Không kết nối được cơ sở dữ liệu')

    const program = await startProgram(folder, settings)
    try {
      const page = await fetch(`${program.url}/can-bo/dang-nhap`)
      const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
      const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
      const signedIn = await fetch(`${program.url}/can-bo/dang-nhap`, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          cookie: cookies.join('; '),
          origin: program.url,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ _csrf: csrf, login: 'quantri', password }).toString(),
      })
      expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/can-bo/hom-nay'])
      const session = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
      const home = await fetch(`${program.url}/can-bo`, {
        redirect: 'manual',
        headers: { cookie: [...cookies, ...session].join('; ') },
      })
      expect([home.status, home.headers.get('location')]).toEqual([303, '/can-bo/doi-mat-khau'])
    } finally {
      await program.stop()
    }
  })
})
