import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { acceptDossier } from '#modules/dossiers/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { openVisitor, type Visitor } from '#test/support/visitor.ts'

let house: DemoHouse
let visitor: Visitor
let filed: FiledBirth
let key: string

beforeAll(async () => {
  house = await openDemoHouse()
  visitor = openVisitor(serveDemoHouse(house))
  filed = await fileBirth(house)
  const row = house.open.database.selectFrom('dossier').select('tracking_key').where('id', '=', filed.id)
  key = (await row.executeTakeFirstOrThrow()).tracking_key
})

const procedure = 'đăng ký khai sinh'
const shown = async (query: string) => (await visitor.get(`/tra-cuu?ma=${filed.code}${query}`)).body.toLowerCase()

describe('tracking without signing in', () => {
  it('with the code alone says how far, and where one asks', async () => {
    const body = await shown('')
    expect(body).toContain(filed.code.toLowerCase())
    expect(body).toContain('hy cương')
    expect(body).not.toContain(procedure)
    expect(body).not.toContain('nguyễn văn minh')
  })

  it('with the key of the slip says what the slip says; a wrong key is none', async () => {
    expect(await shown(`&khoa=${key}`)).toContain(procedure)
    expect(await shown(`&khoa=${key}`)).not.toContain('nguyễn văn minh')
    for (const wrong of ['x', key.slice(1), key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))])
      expect(await shown(`&khoa=${wrong}`)).not.toContain(procedure)
  })
})

describe('tracking by the owner', () => {
  it('says before the desk has accepted how long it takes from then, afterwards on what day', async () => {
    const owner = await officerBrowser(house, serveDemoHouse(house), 'minh')
    const page = async () => (await owner.get(`/ho-so/${filed.code}`)).body
    expect(await page()).toContain('1 ngày làm việc, tính từ khi một cửa tiếp nhận')
    expect(await page()).not.toContain('Ngày hẹn trả kết quả')
    acceptedValue(
      await acceptDossier(house.deps, await house.officer('hycuong.motcua'), { dossierId: filed.id, note: '' }),
    )
    expect(await page()).not.toContain('tính từ khi một cửa tiếp nhận')
    expect(await page()).toContain('Ngày hẹn trả kết quả')
  })
})
