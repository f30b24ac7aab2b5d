import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, stoppedClock, Temporal } from '#kernel/time.ts'
import { type Actor, type OfficerActor, system } from '#modules/identity/domain/index.ts'
import type { OneTimePassword } from '#modules/identity/index.ts'
import { isPasswordOf } from '#platform/secrets/passwords.ts'
import { openTestDatabase } from '#test/support/database.ts'
import type { AgencyEntry, SeatEntry } from '../domain/index.ts'
import { agencyNameOn, findAgencyByCode, remitOf } from '../queries/agency-tree.ts'
import { agencyFacts, findOfficerPage, listOrganisation } from '../queries/organisation.ts'
import { abolishAgency } from './abolish-agency.ts'
import { addAgencyCode } from './add-agency-code.ts'
import { foundAdministration } from './found-administration.ts'
import { type ImportLine, importOrganisation } from './import-organisation.ts'
import { addOfficer, changeOfficer, endPost, seatOfficer } from './officers.ts'
import { saveAgency } from './save-agency.ts'
import { saveUnit } from './save-unit.ts'

const { provinces } = await openTestDatabase()
const database = provinces.byKey('phu-tho')?.database ?? never()
function never(): never {
  throw new Error('not there')
}
const clock = stoppedClock('2026-11-23T02:00:00Z')
const today = localDate(clock.now())
const deps = { database, clock }
const day = (text: string) => Temporal.PlainDate.from(text)

const entry = (code: string, parent: string | null, other: Partial<AgencyEntry> = {}): AgencyEntry => ({
  code,
  kind: 'peoples-committee',
  level: 'commune',
  name: `UBND ${code}`,
  shortName: code,
  parent,
  communeCode: null,
  address: '',
  phone: '',
  email: '',
  openingHours: '',
  notation: 'UBND',
  from: day('2025-07-01'),
  legalSource: 'L-72-2025',
  ...other,
})
const seat = (agency: string, other: Partial<SeatEntry> = {}): SeatEntry => ({
  agency,
  unit: null,
  role: 'handler',
  title: 'Chuyên viên',
  concurrent: false,
  from: day('2025-07-01'),
  ...other,
})
const person = (login: string) => ({ login, fullName: `Người ${login}`, email: '', phone: '' })

const actorFor = async (login: string): Promise<OfficerActor> => {
  const answer = await sql<{ accountId: string; officerId: string; agencyId: string; postId: string }>`
    select account.id as "accountId", officer_id as "officerId", post.agency_id as "agencyId", post.id as "postId" from account
    join post_holding using (officer_id) join post on post.id = post_holding.post_id
    where login = ${login} and post.role = 'administrator'`.execute(database)
  const row = answer.rows[0] ?? never()
  const post = {
    role: 'administrator',
    title: '',
    agencyName: '',
    unitId: null,
    unitName: '',
    isDelegated: false,
  } as const
  const { accountId, officerId, agencyId, postId } = row
  return {
    kind: 'officer',
    accountId,
    officerId,
    fullName: login,
    posts: [{ ...post, agencyId, postId }],
    supervisedAgencyIds: [],
  }
}
const idOf = async (code: string) => (await findAgencyByCode(database, code))?.id ?? never()
const officerOf = async (login: string) =>
  (await database.selectFrom('account').select('officer_id').where('login', '=', login).executeTakeFirst())
    ?.officer_id ?? never()

let province: OfficerActor
let commune: OfficerActor
let firstPassword: OneTimePassword

beforeAll(async () => {
  await database.transaction().execute(async (tx) => {
    const { parent, from, legalSource, ...committee } = entry('H44', null, { level: 'province' })
    const founding = { on: day('2025-07-01'), legalSource: 'L-72-2025' }
    const administrator = { login: 'quantri', fullName: 'Quản Trị', title: 'Quản trị' }
    acceptedValue(await foundAdministration(tx, { committee, founding, administrator }, clock.now()))
  })
  province = await actorFor('quantri')
  for (const code of ['H44.101', 'H44.102'])
    acceptedValue(await saveAgency(deps, province, { id: null, entry: entry(code, 'H44') }))
  acceptedValue(
    await saveUnit(deps, province, { agency: 'H44.101', key: 'tu-phap', name: 'Tư pháp', kind: 'professional' }),
  )
  const added = await addOfficer(deps, province, {
    officer: person('xa.quantri'),
    seat: seat('H44.101', { role: 'administrator' }),
  })
  firstPassword = acceptedValue(added).account
  commune = await actorFor('xa.quantri')
})

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

describe('agencies', () => {
  it('keep their names and places by day', async () => {
    const id = await idOf('H44.102')
    const renamed = entry('H44.102', 'H44.101', { name: 'Tên mới', from: day('2026-03-01'), legalSource: 'NQ 1' })
    expect(codeOf(await saveAgency(deps, province, { id, entry: renamed }))).toBe('ok')
    expect(await agencyNameOn(database, id, day('2026-02-28'))).toBe('UBND H44.102')
    expect(await agencyNameOn(database, id, day('2026-03-01'))).toBe('Tên mới')
    const facts = await agencyFacts(database, id, today)
    expect(facts.names.map(({ name, from, until }) => [name, from, until])).toEqual([
      ['Tên mới', '2026-03-01', null],
      ['UBND H44.102', '2025-07-01', '2026-03-01'],
    ])
    expect(await remitOf(database, [await idOf('H44.101')], day('2026-02-01'))).not.toContain(id)
    expect(await remitOf(database, [await idOf('H44.101')], today)).toContain(id)
    expect(acceptedValue(await saveAgency(deps, province, { id, entry: renamed })).outcome).toBe('unchanged')
    const back = entry('H44.102', 'H44', { name: 'Tên mới', from: day('2026-04-01') })
    expect(codeOf(await saveAgency(deps, province, { id, entry: back }))).toBe('ok')
  })

  it('keep an old code as another name of theirs', async () => {
    const id = await idOf('H44.102')
    const recoded = entry('H44.109', 'H44', { name: 'Tên mới', from: day('2026-05-01') })
    expect(codeOf(await saveAgency(deps, province, { id, entry: recoded }))).toBe('ok')
    const { codes } = await agencyFacts(database, id, today)
    expect(codes.map(({ code, until }) => [code, until])).toEqual([
      ['H44.102', '2026-05-01'],
      ['H44.109', null],
    ])
    acceptedValue(
      await saveAgency(deps, province, { id, entry: { ...recoded, code: 'H44.102', from: day('2026-06-01') } }),
    )
  })

  it.each([
    ['agency.code-taken', null, entry('H44.101', 'H44')],
    ['agency.parent-unknown', null, entry('H44.300', 'H44.999')],
    ['agency.parent-unknown', null, entry('H45', null)],
    ['agency.day-to-come', null, entry('H44.300', 'H44', { from: day('2026-11-24') })],
    ['agency.parent-below-itself', 'H44', entry('H44', 'H44.101', { level: 'province' })],
    ['agency.before-last-change', 'H44.102', entry('H44.102', 'H44', { from: day('2025-08-01'), name: 'Tên cũ' })],
  ] as const)('are refused with %s', async (code, known, wanted) => {
    const id = known === null ? null : await idOf(known)
    expect(codeOf(await saveAgency(deps, province, { id, entry: wanted }))).toBe(code)
  })

  it('take codes of others once', async () => {
    const command = { agency: 'H44.101', issuer: 'dvcqg', code: 'X-1', from: today }
    expect(codeOf(await addAgencyCode(deps, province, command))).toBe('ok')
    expect(codeOf(await addAgencyCode(deps, province, { ...command, agency: 'H44.102' }))).toBe(
      'agency.other-code-taken',
    )
  })

  it('end, hand on to their successors, and end their posts', async () => {
    acceptedValue(await saveAgency(deps, province, { id: null, entry: entry('H44.200', 'H44') }))
    acceptedValue(await saveAgency(deps, province, { id: null, entry: entry('H44.200.1', 'H44.200') }))
    acceptedValue(await addOfficer(deps, province, { officer: person('cu'), seat: seat('H44.200') }))
    const end = { code: 'H44.200', successors: ['H44.101'], on: today, legalSource: 'NQ 2' }
    expect(codeOf(await abolishAgency(deps, province, end))).toBe('agency.others-below')
    const child = { code: 'H44.200.1', successors: [], on: today, legalSource: 'NQ 2' }
    expect(codeOf(await abolishAgency(deps, province, child))).toBe('ok')
    expect(codeOf(await abolishAgency(deps, province, { ...end, successors: ['H44.999'] }))).toBe(
      'agency.successor-unknown',
    )
    expect(codeOf(await abolishAgency(deps, province, end))).toBe('ok')
    expect(codeOf(await abolishAgency(deps, province, end))).toBe('agency.abolished-already')
    expect(await remitOf(database, [await idOf('H44.101')], today)).toContain(await idOf('H44.200'))
    expect((await agencyFacts(database, await idOf('H44.200'), today)).seats).toEqual([])
  })
})

describe('officers', () => {
  it('come with a password for one sign-in that is kept as a hash', async () => {
    const account = await database
      .selectFrom('account')
      .select(['password_hash', 'must_change_password'])
      .where('login', '=', 'xa.quantri')
      .executeTakeFirstOrThrow()
    expect(account.must_change_password).toBe(true)
    expect(await isPasswordOf(firstPassword.password, account.password_hash)).toBe(true)
  })

  it('take posts, and leave them on a day', async () => {
    acceptedValue(
      await addOfficer(deps, province, { officer: person('a'), seat: seat('H44.101', { unit: 'tu-phap' }) }),
    )
    const officerId = await officerOf('a')
    const next = seat('H44.102', { role: 'clerk', title: 'Văn thư', concurrent: true })
    expect(codeOf(await seatOfficer(deps, province, { officerId, seat: next }))).toBe('ok')
    expect(codeOf(await seatOfficer(deps, province, { officerId, seat: next }))).toBe('post.held-already')
    expect(codeOf(await seatOfficer(deps, province, { officerId, seat: seat('H44.102', { unit: 'khong-co' }) }))).toBe(
      'unit.unknown',
    )
    const page = (await findOfficerPage(database, province, officerId)) ?? never()
    const clerk = page.seats.find(({ role }) => role === 'clerk') ?? never()
    const end = { officerId, holdingId: clerk.holdingId }
    expect(codeOf(await endPost(deps, province, { ...end, lastDay: day('2025-06-29') }))).toBe(
      'post.ends-before-it-begins',
    )
    expect(codeOf(await endPost(deps, province, { ...end, lastDay: today }))).toBe('ok')
    const after = (await findOfficerPage(database, province, officerId)) ?? never()
    expect(after.seats.find(({ role }) => role === 'clerk')?.until).toBe('2026-11-24')
  })

  it('never leave the province without an administrator', async () => {
    const own = (await findOfficerPage(database, province, province.officerId)) ?? never()
    const end = { officerId: province.officerId, holdingId: own.seats[0]?.holdingId ?? never(), lastDay: today }
    await sql`update account set disabled_at = now() where login = 'xa.quantri'`.execute(database)
    expect(codeOf(await endPost(deps, province, end))).toBe('post.last-administrator')
    await sql`update account set disabled_at = null where login = 'xa.quantri'`.execute(database)
  })

  it('are changed by who answers for all of their posts', async () => {
    const officerId = await officerOf('a')
    // The administrator of a commune may not come in as whoever also works above it.
    acceptedValue(await seatOfficer(deps, province, { officerId, seat: seat('H44', { role: 'leader' }) }))
    expect(codeOf(await changeOfficer(deps, commune, { officerId, fullName: 'X', email: '', phone: '' }))).toBe(
      'officer.works-elsewhere',
    )
    const foreign = { officerId: province.officerId, fullName: 'X', email: '', phone: '' }
    expect(codeOf(await changeOfficer(deps, commune, foreign))).toBe('officer.unknown')
  })
})

describe('an administrator', () => {
  it('sees and touches only what is below his agency', async () => {
    const lines = await listOrganisation(database, commune, today, '')
    expect(lines.map(({ code }) => code)).toEqual(['H44.101'])
    expect((await listOrganisation(database, province, today, 'ten moi')).map(({ code }) => code)).toEqual([
      'H44',
      'H44.102',
    ])
    const other = { id: await idOf('H44.102'), entry: entry('H44.102', 'H44', { name: 'Của tôi', from: today }) }
    expect(codeOf(await saveAgency(deps, commune, other))).toBe('agency.unknown')
    expect(codeOf(await saveAgency(deps, commune, { id: null, entry: entry('H44.400', 'H44') }))).toBe(
      'agency.parent-unknown',
    )
    expect(codeOf(await saveUnit(deps, commune, { agency: 'H44.102', key: 'a', name: 'A', kind: 'clerical' }))).toBe(
      'agency.unknown',
    )
    expect(
      codeOf(await addOfficer(deps, commune, { officer: person('b'), seat: seat('H44', { role: 'administrator' }) })),
    ).toBe('agency.unknown')
    expect(await database.selectFrom('account').select('id').where('login', '=', 'b').execute()).toEqual([])
  })

  it('is asked for by every deed', async () => {
    const nobody: Actor = { ...commune, posts: [] }
    expect(codeOf(await saveUnit(deps, nobody, { agency: 'H44.101', key: 'a', name: 'A', kind: 'clerical' }))).toBe(
      'organisation.not-permitted',
    )
  })
})

describe('a file of an organisation', () => {
  const kept: string[] = []
  const importing = { ...deps, keepPassword: async ({ login }: OneTimePassword) => void kept.push(login) }
  const lines = (head: string, ...rows: readonly string[]): readonly ImportLine[] =>
    rows.map((row, index) => ({
      line: index + 2,
      row: Object.fromEntries(head.split(',').map((name, place) => [name, row.split(',')[place] ?? ''])),
    }))
  const agencyHead =
    'ma,loai,cap,ten,ten_ngan,ma_cap_tren,ma_xa,dia_chi,dien_thoai,thu_dien_tu,gio_lam_viec,ky_hieu,tu_ngay,can_cu'
  const agencies = lines(
    agencyHead,
    'H44.12,so-nganh,tinh,Sở Tư pháp,STP,H44,,,,,,STP,01/07/2025,NQ',
    'H44.13,so-nganh,tinh,Sở Y tế,SYT,H44,,,,,,SYT,31/02/2025,NQ',
    'H44.14,cuc,tinh,Sở Khác,SK,H44,,,,,,SK,2025-07-01,NQ',
    'H44.15,so-nganh,tinh,Sở Lạc,SL,H44.99,,,,,,SL,2025-07-01,NQ',
  )
  const officers = lines(
    'dang_nhap,ho_ten,thu_dien_tu,dien_thoai,ma_co_quan,don_vi,vai_tro,chuc_danh,kiem_nhiem,tu_ngay',
    'stp.an,Nguyễn Văn An,,,H44.12,,lanh-dao,Giám đốc,,2025-07-01',
    'stp.an,Nguyễn Văn An,,,H44.12,,chuyen-vien,Chuyên viên,co,2025-07-01',
    'stp.ba,Trần Thị Ba,,,H44.12,khong-co,chuyen-vien,Chuyên viên,,2025-07-01',
    'x,,sai,,H44.12,,vua,,,',
  )

  it('tells of every line what came of it, and changes nothing the second time', async () => {
    const first = await importOrganisation(importing, system, 'agencies', agencies)
    expect(first).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      refused: [
        { line: 3, refusal: { code: 'row.wrong', columns: ['tu_ngay'] } },
        { line: 4, refusal: { code: 'row.wrong', columns: ['loai'] } },
        { line: 5, refusal: { code: 'agency.parent-unknown' } },
      ],
    })
    const second = await importOrganisation(importing, system, 'agencies', agencies)
    expect([second.added, second.unchanged]).toEqual([0, 1])
  })

  it('gives each new person an account once, and keeps the password first', async () => {
    const first = await importOrganisation(importing, system, 'officers', officers)
    expect([first.added, first.changed, first.refused.map(({ line, refusal }) => [line, refusal.code])]).toEqual([
      1,
      1,
      [
        [4, 'unit.unknown'],
        [5, 'row.wrong'],
      ],
    ])
    expect(kept).toEqual(['stp.an'])
    expect(await database.selectFrom('account').select('id').where('login', '=', 'stp.ba').execute()).toEqual([])
    const second = await importOrganisation(importing, system, 'officers', officers)
    expect([second.added, second.changed, second.unchanged]).toEqual([0, 0, 2])
    const failing = { ...importing, keepPassword: () => Promise.reject(new Error('disk full')) }
    const more = lines(
      Object.keys(officers[0]?.row ?? {}).join(','),
      'stp.tu,Tư,,,H44.12,,chuyen-vien,Chuyên viên,,2025-07-01',
    )
    await expect(importOrganisation(failing, system, 'officers', more)).rejects.toThrow('disk full')
    expect(await database.selectFrom('account').select('id').where('login', '=', 'stp.tu').execute()).toEqual([])
  })

  it('leaves an entry in the log for each act, without a name in it', async () => {
    const entries = await database
      .selectFrom('action_log')
      .select(['type', 'detail'])
      .where('subject_kind', 'in', ['agency', 'officer', 'account'])
      .execute()
    const types = new Set(entries.map(({ type }) => type))
    for (const type of [
      'agency.founded',
      'agency.changed',
      'agency.abolished',
      'agency.code-added',
      'unit.added',
      'officer.added',
      'post.taken',
      'post.ended',
      'account.opened',
    ])
      expect(types).toContain(type)
    expect(JSON.stringify(entries)).not.toMatch(/Nguyễn Văn An|Người/)
  })
})
