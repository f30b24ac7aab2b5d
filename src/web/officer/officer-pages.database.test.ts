import { beforeAll, describe, expect, it } from 'vitest'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let birth: FiledBirth

const browser = (login: string): Promise<Visitor> => officerBrowser(house, app, login)
const pathOf = ({ id }: FiledBirth): string => `/can-bo/ho-so/${id}`

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house)
  birth = await fileBirth(house)
})

describe('the work list', () => {
  it('shows what waits and opens it beside the list', async () => {
    const desk = await browser('hycuong.motcua')
    const list = await desk.get('/can-bo')
    expect(list.statusCode).toBe(200)
    expect(list.body).toContain(birth.code)
    const open = await desk.get(pathOf(birth))
    expect(open.statusCode).toBe(200)
    expect(open.body).toContain('0250••••0001')
    expect(open.body).not.toContain('025090000001')
  })
})
