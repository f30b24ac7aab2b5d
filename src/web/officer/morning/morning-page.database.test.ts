import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { AskLeave } from '#modules/agencies/domain/index.ts'
import { askLeave } from '#modules/agencies/index.ts'
import { AssignTask, assignTask } from '#modules/tasks/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { submittedDraft } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let filed: FiledBirth
const exceeded: unknown[] = []
const spent: number[] = []

const note = (detail: unknown): void => {
  const { route, statements } = detail as { readonly route?: string; readonly statements?: number }
  if (route === '/can-bo/hom-nay' && statements !== undefined) spent.push(statements)
}

/** The page without its markup; the rail with its counts is left out. */
const morningOf = async (login: string): Promise<{ readonly body: string; readonly words: string }> => {
  const answer = await (await officerBrowser(house, app, login)).get('/can-bo/hom-nay')
  expect(answer.statusCode).toBe(200)
  const body = /<main.*<\/main>/s.exec(answer.body)?.[0] ?? ''
  return { body, words: body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}

const giveTask = async (from: string, to: string, title: string, dueAt: string): Promise<string> => {
  const [leader, other] = await Promise.all([house.officer(from), house.officer(to)])
  const command = AssignTask.parse({
    taskId: newId(),
    title,
    responsibleId: other.officerId,
    dueAt: Temporal.Instant.from(dueAt),
  })
  return acceptedValue(await assignTask(house.deps, leader, command)).taskId
}

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house, { log: { ...silentLog, info: note, warn: (detail: unknown) => exceeded.push(detail) } })
  filed = await fileBirth(house)
})

describe('the morning of an officer', () => {
  it('says what waits, how late it is, and leads to it', async () => {
    const { body, words } = await morningOf('hycuong.motcua')
    expect(words).toContain('1 việc chờ bạn')
    expect(words).toMatch(/1 Hồ sơ chờ tiếp nhận/)
    expect(body).toContain('href="/can-bo?buoc=tiep-nhan"')
    expect(body).toContain(`href="/can-bo/ho-so/${filed.id}"`)
    expect(body).toContain(filed.code)
  })

  it('lays a draft before the head of its unit, and tells its drafter once with whom it lies', async () => {
    const documentId = await submittedDraft(house, 'Về việc trực lễ')
    const head = await morningOf('hycuong.chanhvanphong')
    expect(head.words).toContain('1 Dự thảo chờ xem nội dung')
    expect(head.body).toContain(`href="/can-bo/van-ban-di/${documentId}"`)
    const { words } = await morningOf('hycuong.hotich')
    expect(words).toMatch(/Dự thảo đã trình 1 Về việc trực lễ Dự thảo đã trình · Văn phòng/)
    expect(words).not.toContain('Văn bản đã chuyển')
  })

  it('shows nothing of another commune, and says so kindly', async () => {
    const { body, words } = await morningOf('viettri.motcua')
    expect(words).toContain('Không có việc nào chờ bạn')
    expect(body).not.toContain(filed.code)
    expect(body).not.toContain(filed.id)
  })

  it('is a page also for somebody without work on dossiers', async () => {
    expect((await morningOf('quantri')).words).toContain('Không có việc nào chờ bạn')
  })

  it('tells who must do a task, and who waits for it', async () => {
    const id = await giveTask('hycuong.chutich', 'hycuong.hotich', 'Rà soát hồ sơ hộ tịch', '2026-09-07T08:00:00Z')
    const mine = await morningOf('hycuong.hotich')
    expect(mine.words).toMatch(/1 Nhiệm vụ phải làm 1 đến hạn hôm nay/)
    expect(mine.body).toContain(`href="/can-bo/nhiem-vu/${id}"`)
    const asked = await morningOf('hycuong.chutich')
    expect(asked.words).toMatch(/Bạn đang chờ Nhiệm vụ đã giao 1 Rà soát hồ sơ hộ tịch/)
    expect((await morningOf('hycuong.motcua')).words).not.toContain('Rà soát hồ sơ hộ tịch')
  })

  it('counts a wish to be away for the head who decides, and for the one who waits', async () => {
    const person = await house.officer('hycuong.hotich')
    const day = Temporal.PlainDate.from('2026-09-14')
    const command = AskLeave.parse({ kind: 'annual', days: { first: day, last: day }, reason: '', substituteId: null })
    acceptedValue(await askLeave(house.deps, person, command))
    expect((await morningOf('hycuong.chanhvanphong')).words).toContain('1 Đơn nghỉ chờ duyệt')
    expect((await morningOf('hycuong.hotich')).words).toContain('Đơn xin nghỉ 1')
    expect((await morningOf('viettri.chutich')).words).not.toContain('Đơn nghỉ chờ duyệt')
  })

  it('asks the same few statements for one dossier and for many', async () => {
    spent.length = 0
    await morningOf('hycuong.motcua')
    for (let index = 0; index < 12; index += 1) await fileBirth(house, index % 2 === 0 ? 'minh' : 'lan')
    const { body, words } = await morningOf('hycuong.motcua')
    expect(words).toMatch(/13 Hồ sơ chờ tiếp nhận/)
    expect(body.match(/<li><a href="\/can-bo\/ho-so\//g)?.length).toBeLessThanOrEqual(16)
    expect(new Set(spent).size).toBe(1)
    expect(exceeded).toEqual([])
  })
})
