import { beforeAll, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { receiveFiling } from '#modules/dossiers/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner } from '#test/support/filed-birth.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house)
})

const feeName = 'Phí chứng thực bản sao từ bản chính'

/** Certified copies, whose fee is counted by pages, taken in at the counter of Hy Cương for a citizen who has an account. */
const takeInCopies = async () => {
  const dossier = {
    procedureCode: '2.000815',
    receivingAgencyId: await house.agencyId('H44.105.1'),
    decidingAgencyId: null,
    owner: birthOwner,
    submitter: null,
    caseKey: 'general',
    form: { ...formAnswers['certified-copy'] },
    papers: [{ code: 'original', attachmentIds: [], source: 'paper' as const, originals: 1, copies: 0 }],
    copies: 1,
    returnMethod: 'desk' as const,
    returnAddress: '',
    note: '',
  }
  const filed = await receiveFiling(house.deps, await house.officer('hycuong.motcua'), {
    filingId: newId(),
    channel: 'counter',
    origin: '',
    externalIds: [],
    dossiers: [dossier],
  })
  const [taken] = acceptedValue(filed).dossiers
  if (taken === undefined) throw new Error('nothing was taken in')
  const { accountId } = await house.citizen('minh')
  await house.open.database.updateTable('dossier').set({ account_id: accountId }).where('id', '=', taken.id).execute()
  return taken
}

it('says of a fee counted by pages that it waits for its count, until the desk has charged it', async () => {
  const { id, code } = await takeInCopies()
  const desk = await officerBrowser(house, app, 'hycuong.motcua')
  const owner = await officerBrowser(house, app, 'minh')
  const money = `/can-bo/ho-so/${id}/tien`

  expect((await desk.get(`/can-bo/ho-so/${id}`)).body).not.toContain('không phải nộp phí')
  expect((await owner.get(`/ho-so/${code}`)).body).toContain(`${feeName}: một cửa sẽ tính và báo số tiền.`)
  const before = await desk.get(money)
  expect(before.body).toContain('chưa tính · 2.000 đ/trang')
  expect(before.body).toContain(`value="${feeName}"`)

  const added = await desk.post(`${money}/them`, { ten: feeName, loai: 'phi', 'so-tien': '34000' })
  expect(added.statusCode).toBe(303)
  expect((await desk.get(money)).body).not.toContain('chưa tính')
  const told = (await owner.get(`/ho-so/${code}`)).body
  expect(told).toContain('34.000')
  expect(told).not.toContain('một cửa sẽ tính')
})
