import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { foundProvince, listKnownProvinces } from '#app/province/found-province.ts'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { type ImportLine, importOrganisation, type OrganisationFile } from '#modules/agencies/index.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import {
  acceptDossier,
  agreeOutcome,
  assignDossier,
  draftOutcome,
  findIssuedResult,
  findOutcome,
  prefillOutcome,
  receiveFiling,
  type SigningDeps,
  sealOutcome,
  signOutcome,
} from '#modules/dossiers/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import { importProcedures, openProcedureCatalogue } from '#modules/procedures/index.ts'
import { openKey } from '#modules/signatures/index.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { createAuthority, issueCertificate } from '#platform/signing/certificate-authority.ts'
import { writePkcs12 } from '#platform/signing/pkcs12.ts'
import { sampleValidity } from '#platform/signing/signing-sample.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { actorOf } from '#test/support/demo-house.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { addCitizen } from '#test/support/people.ts'
import { openVisitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { buildServer } from '#web/http/server.ts'
import { routes } from '#web/routes.ts'

const pdfsig = foreignTool('pdfsig')
const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho') ?? never()
const { database } = open
function never(): never {
  throw new Error('not there')
}
const clock = stoppedClock('2026-11-23T02:00:00Z')
const sealing = openSealing('a secret for tests', 'phu-tho')
const files = await openDiskFileStore(await mkdtemp(join(tmpdir(), 'motcua-new-')))
const deps: SigningDeps = {
  database,
  clock,
  sealing,
  workingTime: openWorkingTime(),
  catalogue: openProcedureCatalogue(),
  files,
  publicUrl: 'http://localhost',
}
const web = testWebDeps(
  { all: [open], byHost: () => open, byKey: () => open, close: async () => undefined },
  { clock, isDemo: false, files: () => files, sealing: () => sealing, dossiers: () => deps },
)
const app = buildServer(web, routes)

const rowsOf = (text: string): readonly ImportLine[] => {
  const [head = '', ...rows] = text.trim().split('\n')
  const names = head.trim().split(',')
  return rows.map((row, index) => ({
    line: index + 2,
    row: Object.fromEntries(names.map((name, place) => [name, row.trim().split(',')[place] ?? ''])),
  }))
}

const organisation: Readonly<Record<OrganisationFile, string>> = {
  agencies: `ma,loai,cap,ten,ten_ngan,ma_cap_tren,ma_xa,dia_chi,dien_thoai,thu_dien_tu,gio_lam_viec,ky_hieu,tu_ngay,can_cu
    H44.101,ubnd,xa,Ủy ban nhân dân xã Mới,UBND xã Mới,H44,07999,,,,,UBND,2025-07-01,L
    H44.101.1,mot-cua,xa,Trung tâm Phục vụ hành chính công xã Mới,TTPVHCC xã Mới,H44.101,07999,,,,,TT,2025-07-01,L`,
  units: `ma_co_quan,khoa,ten,loai
    H44.101,van-phong,Văn phòng,chuyen-mon
    H44.101.1,mot-cua,Bộ phận tiếp nhận,mot-cua`,
  officers: `dang_nhap,ho_ten,thu_dien_tu,dien_thoai,ma_co_quan,don_vi,vai_tro,chuc_danh,kiem_nhiem,tu_ngay
    xamoi.motcua,Người Một Cửa,,,H44.101.1,mot-cua,mot-cua,Công chức một cửa,,2025-07-01
    xamoi.truongphong,Người Trưởng Phòng,,,H44.101,van-phong,truong-phong,Chánh văn phòng,,2025-07-01
    xamoi.quantri,Người Quản Trị,,,H44.101,,quan-tri,Quản trị,,2025-07-01
    xamoi.chuyenvien,Người Thụ Lý,,,H44.101,van-phong,chuyen-vien,Chuyên viên,,2025-07-01
    xamoi.chutich,Lê Thị Ánh Tuyết,,,H44.101,,lanh-dao,Chủ tịch,,2025-07-01
    xamoi.vanthu,Người Văn Thư,,,H44.101,,van-thu,Văn thư,,2025-07-01`,
}

const code = '1.900001'
const national = JSON.stringify({
  ma_thu_tuc: code,
  ten_thu_tuc: 'Thủ tục cấp giấy thử nghiệm',
  bo_nguon: 'bo-tu-phap',
  cap_thuc_hien: ['Cấp xã'],
  linh_vuc: 'Hộ tịch',
  doi_tuong_thuc_hien: ['Công dân Việt Nam'],
  cach_thuc_thuc_hien: [{ kenh: 'direct', thoi_gian: 3, don_vi: 'working_day', phi: [] }],
})

const offering = {
  nhan: 'co',
  'co-quan': '',
  'don-vi': 'van-phong',
  'noi-nhan': 'any-desk',
  'cach-nop': ['direct', 'online'],
  'thoi-han': '5',
  'tinh-bang': 'working_day',
  phi: '8.000',
  'ket-qua': 'Giấy thử nghiệm',
  'gio-receive': '2',
  'gio-assign': '2',
  'gio-handle': '16,5',
  'gio-review': '2',
  'gio-sign': '2',
  'gio-number': '2',
  'can-cu': 'QĐ 12/QĐ-UBND',
}

const signedIn = async (login: string) => {
  const visitor = openVisitor(app)
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  await sql`update account set must_change_password = false where login = ${login}`.execute(database)
  await sql`
    insert into session (token_hash, account_id, created_at, last_seen_at, expires_at, ends_at, idle_minutes, csrf_token)
    select ${createHash('sha256').update(token).digest()}, id, ${now}, ${now}, ${now}::timestamptz + interval '1 day',
      ${now}::timestamptz + interval '1 day', 15, ${randomBytes(32).toString('base64url')} from account where login = ${login}`.execute(
    database,
  )
  visitor.cookies.set('motcua-phien', token)
  return visitor
}

const filing = (desk: string) => ({
  filingId: newId(),
  channel: 'own-portal' as const,
  origin: '',
  externalIds: [],
  dossiers: [
    {
      procedureCode: code,
      receivingAgencyId: desk,
      decidingAgencyId: null,
      owner: {
        kind: 1 as const,
        name: 'Nguyễn Thử',
        identityNumber: '025090000001',
        phone: '0912000001',
        email: '',
        address: 'Xã Mới',
      },
      submitter: null,
      caseKey: 'general',
      form: { ...formAnswers.general },
      papers: [],
      copies: 1,
      returnMethod: 'electronic' as const,
      returnAddress: '',
      note: '',
    },
  ],
})

describe('a new province', () => {
  it('goes from an empty database to an accepted dossier', async () => {
    const reference = join(sqlFolder, 'reference-data')
    const province = (await listKnownProvinces(reference)).find((one) => one.code === 'H44') ?? never()
    const administrator = { login: 'quantri', fullName: 'Quản Trị' }
    acceptedValue(await foundProvince(database, reference, { province, administrator }, clock))
    const importing = { database, clock, keepPassword: async () => undefined }
    for (const kind of ['agencies', 'units', 'officers'] as const) {
      const report = await importOrganisation(importing, system, kind, rowsOf(organisation[kind]))
      expect([kind, report.added, report.refused]).toEqual([kind, kind === 'officers' ? 6 : 2, []])
    }
    const source = {
      source: 'list',
      open: async function* () {
        yield national
      },
    }
    expect(acceptedValue(await importProcedures({ database, clock }, system, source)).imported).toBe(1)

    const admin = await signedIn('quantri')
    const page = `/quan-tri/thu-tuc/${code}`
    expect((await admin.get('/quan-tri/thu-tuc')).body).toContain('Chưa mở')
    await admin.get(page)
    const refused = await admin.post(page, { ...offering, 'don-vi': 'khong-co', 'can-cu': 'QĐ 12/QĐ-UBND' })
    expect([refused.statusCode, refused.body.includes('Không có đơn vị mang khóa này')]).toEqual([422, true])
    expect(refused.body).toContain('value="QĐ 12/QĐ-UBND"')
    const wrong = await admin.post(page, { ...offering, 'gio-sign': 'hai', phi: 'x', 'can-cu': '', 'cach-nop': [] })
    for (const text of ['chẵn đến nửa giờ', 'Nhập số tiền', 'Nhập quyết định', 'ít nhất một cách nộp'])
      expect(wrong.body).toContain(text)
    // What holds for every commune is not decided by the administrator of one.
    const commune = await signedIn('xamoi.quantri')
    await commune.get(page)
    expect((await commune.post(page, offering)).statusCode).toBe(403)
    expect((await admin.post(page, offering)).headers.location).toBe(page)
    expect((await admin.get('/quan-tri/thu-tuc')).body).toContain('Đang nhận hồ sơ')
    expect((await openVisitor(app).get(`/thu-tuc/${code}`)).body).toContain('8.000')

    const from = Temporal.PlainDate.from('2026-01-01')
    const ground = {
      scopeKind: 'province',
      legalSource: 'KHOI-TAO-TINH',
      certainty: 'decided',
      decidedBy: 'x',
      from,
    } as const
    await database
      .transaction()
      .execute((tx) => recordSetting(tx, { ...ground, key: 'portal.own-filing', value: true }))
    await addCitizen(database, 'congdan')
    const desk = await database
      .selectFrom('agency')
      .select('id')
      .where('code', '=', 'H44.101.1')
      .executeTakeFirstOrThrow()
    const filed = acceptedValue(await receiveFiling(deps, await actorOf(open, 'congdan', clock.now()), filing(desk.id)))
    const dossierId = filed.dossiers[0]?.id ?? never()
    const accepted = await acceptDossier(deps, await actorOf(open, 'xamoi.motcua', clock.now()), {
      dossierId,
      note: '',
    })
    expect(acceptedValue(accepted).code).toMatch(/^H44\.101-261123-0001$/)
    const work = await database
      .selectFrom('work_item')
      .select(['step_key', 'role', 'unit_id'])
      .where('state', '=', 'open')
      .execute()
    expect(work.map(({ step_key, role }) => [step_key, role])).toEqual([['assign', 'unit-head']])
    expect(work[0]?.unit_id).not.toBeNull()
  })

  it('changes how it runs a procedure, and what was filed goes on as it began', async () => {
    const admin = await signedIn('quantri')
    const page = `/quan-tri/thu-tuc/${code}`
    await admin.get(page)
    await admin.post(page, offering)
    const versions = () => database.selectFrom('process_definition').select('version').orderBy('version').execute()
    expect(await versions()).toEqual([{ version: 1 }])
    await admin.post(page, { ...offering, nhan: 'khong', 'gio-sign': '4' })
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }])
    const dossier = await database
      .selectFrom('dossier')
      .innerJoin('process_definition', 'process_definition.id', 'dossier.process_definition_id')
      .select('process_definition.version')
      .executeTakeFirstOrThrow()
    expect(dossier.version).toBe(1)
    const closed = await receiveFiling(deps, await actorOf(open, 'congdan', clock.now()), filing(newId()))
    expect(closed.ok).toBe(false)
  })

  describe('signs with keys that its administrators bring', () => {
    const keys = '/quan-tri/chu-ky-so'
    const passPhrase = ' mật khẩu của tệp'
    const authority = createAuthority({ commonName: 'CA công vụ thử' }, sampleValidity)
    const fileFor = async (
      commonName: string,
      validity = sampleValidity,
      purpose: 'document' | 'time-stamp' = 'document',
    ) => {
      const issued = await issueCertificate(await authority, { commonName }, validity, { purpose })
      return writePkcs12(issued, [(await authority).certificate], passPhrase, 1_000)
    }
    const holderOf = async (kind: 'can-bo' | 'co-quan', name: string): Promise<string> => {
      const answer = await sql<{ id: string }>`select id from officer where full_name = ${name}
        union all select id from agency where name = ${name}`.execute(database)
      return `${keys}/nhap/${kind}/${answer.rows[0]?.id ?? never()}`
    }
    const bring = async (
      login: string,
      page: string,
      content: Uint8Array | null,
      more: Record<string, string> = {},
    ) => {
      const admin = await signedIn(login)
      await admin.get(page)
      const typed = { 'mat-khau-tep': passPhrase, ...more }
      return admin.upload(page, typed, { field: 'tep', name: 'khoa.p12', content })
    }

    it('under a root that the administrator of the province believes', async () => {
      const page = await holderOf('can-bo', 'Lê Thị Ánh Tuyết')
      const file = await fileFor('Lê Thị Ánh Tuyết')
      expect((await bring('xamoi.quantri', page, file)).body).toContain('không do nơi mà tỉnh tin cậy cấp')
      const root = { 'chung-thu': new X509Certificate((await authority).certificate).toString(), nguon: 'Công văn 12' }
      const commune = await signedIn('xamoi.quantri')
      await commune.get(`${keys}/goc/them`)
      expect((await commune.post(`${keys}/goc/them`, root)).statusCode).toBe(403)
      const admin = await signedIn('quantri')
      await admin.get(`${keys}/goc/them`)
      const wrong = await admin.post(`${keys}/goc/them`, { ...root, 'chung-thu': 'x' })
      expect([wrong.statusCode, wrong.body.includes('value="Công văn 12"')]).toEqual([422, true])
      expect((await admin.post(`${keys}/goc/them`, root)).headers.location).toBe(`${keys}/goc`)
      expect((await admin.get(`${keys}/goc`)).body).toContain('CA công vụ thử')
    })

    it('after every check that a signature would make', async () => {
      const page = await holderOf('can-bo', 'Lê Thị Ánh Tuyết')
      const past = { from: sampleValidity.from, until: clock.now().subtract({ hours: 1 }) }
      const good = await fileFor('Lê Thị Ánh Tuyết')
      const refusals = [
        [await bring('xamoi.quantri', page, null), 'Chọn tệp khóa'],
        [await bring('xamoi.quantri', page, good, { 'mat-khau-tep': 'sai' }), 'Không mở được tệp'],
        [await bring('xamoi.quantri', page, Buffer.alloc(70_000, 1)), 'không quá 64 KB'],
        [await bring('xamoi.quantri', page, await fileFor('Lê Thị Ánh Tuyết', past)), 'hết hạn'],
        [
          await bring('xamoi.quantri', page, await fileFor('Lê Thị Ánh Tuyết', sampleValidity, 'time-stamp')),
          'không được cấp để ký',
        ],
        [await bring('xamoi.quantri', page, await fileFor('Người Khác')), 'không phải “Lê Thị Ánh Tuyết”'],
      ] as const
      for (const [answer, text] of refusals)
        expect([answer.statusCode, answer.body.includes(text), text]).toEqual([422, true, text])
      for (const [answer] of refusals) expect(answer.body).not.toContain(passPhrase)
      // Not one of his officers, and nobody's page for a mere officer.
      expect((await (await signedIn('xamoi.quantri')).get(await holderOf('can-bo', 'Quản Trị'))).statusCode).toBe(404)
      expect((await (await signedIn('xamoi.vanthu')).get(page)).statusCode).toBe(403)
      expect((await bring('xamoi.quantri', page, good)).headers.location).toBe(keys)
      expect((await bring('xamoi.quantri', page, good)).body).toContain('đã được nhập')
      const seal = await holderOf('co-quan', 'Ủy ban nhân dân xã Mới')
      const named = await fileFor('UBND XÃ MỚI', {
        from: sampleValidity.from,
        until: clock.now().add({ hours: 24 * 20 }),
      })
      expect((await bring('xamoi.quantri', seal, named)).statusCode).toBe(422)
      expect((await bring('xamoi.quantri', seal, named, { 'ten-dung': 'dung' })).headers.location).toBe(keys)
      const list = (await (await signedIn('xamoi.quantri')).get(keys)).body
      for (const text of ['Lê Thị Ánh Tuyết', 'Con dấu', 'Sắp hết hạn', '1 khóa hết hạn trong 30 ngày'])
        expect(list).toContain(text)
      const rows = await database.selectFrom('signing_key').select(['pkcs12_sealed', 'enrolled_by']).execute()
      expect(
        rows.every(
          (row) => row.enrolled_by !== null && !row.pkcs12_sealed?.includes(Buffer.from(good).subarray(0, 64)),
        ),
      ).toBe(true)
    })

    pdfsig.test('and what is issued is accepted by another program', async () => {
      const { id: dossierId } = await database.selectFrom('dossier').select('id').executeTakeFirstOrThrow()
      const who = (login: string) => actorOf(open, login, clock.now())
      const handler = await who('xamoi.chuyenvien')
      if (handler.kind !== 'officer') never()
      acceptedValue(
        await assignDossier(deps, await who('xamoi.truongphong'), {
          dossierId,
          officerId: handler.officerId,
          note: '',
        }),
      )
      const values = { ...(await prefillOutcome(deps, dossierId, 'granted')), paragraphs: 'Đồng ý.' }
      acceptedValue(await draftOutcome(deps, handler, { dossierId, kind: 'granted', values, submit: true, note: '' }))
      acceptedValue(await agreeOutcome(deps, await who('xamoi.truongphong'), { dossierId, note: '' }))
      const outcome = await findOutcome(database, sealing, dossierId)
      acceptedValue(await signOutcome(deps, await who('xamoi.chutich'), { dossierId, version: outcome?.version ?? 0 }))
      acceptedValue(await sealOutcome(deps, await who('xamoi.vanthu'), { dossierId }))
      const issued = (await findIssuedResult(database, dossierId)) ?? never()
      const file = (await findAttachment(database, issued.attachmentId)) ?? never()
      const folder = await mkdtemp(join(tmpdir(), 'motcua-signed-'))
      await writeFile(join(folder, 'a.pdf'), await files.read(file.sha256))
      const { output } = await pdfsig.run([join(folder, 'a.pdf')])
      expect(output.match(/Signature is Valid/g)).toHaveLength(2)
      expect(output).toContain('Lê Thị Ánh Tuyết')
    })

    it('until they are taken out of use, with a reason that is written down', async () => {
      const admin = await signedIn('xamoi.quantri')
      const end = /href="([^"]+\/thoi-dung)"/.exec((await admin.get(keys)).body)?.[1] ?? ''
      await admin.get(end)
      const refused = await admin.post(end, { 'vi-sao': 'mat', 'ly-do': '' })
      expect([refused.statusCode, refused.body.includes('Nhập lý do')]).toEqual([422, true])
      expect((await admin.post(end, { 'vi-sao': 'thoi-dung', 'ly-do': 'Đổi khóa' })).headers.location).toBe(keys)
      expect((await admin.post(end, { 'vi-sao': 'thoi-dung', 'ly-do': 'Lần nữa' })).body).toContain(
        'đã thôi dùng trước đó',
      )
      expect((await admin.get(`${keys}?loai=ended`)).body).toContain('Đổi khóa')
      const agency = await holderOf('co-quan', 'Ủy ban nhân dân xã Mới')
      const id = agency.split('/').at(-1) ?? ''
      expect(await openKey(deps, { kind: 'agency', id })).toMatchObject({ refusal: { code: 'signature.key-missing' } })
      expect((await admin.get(`${keys}?loai=missing`)).body).toContain('Ủy ban nhân dân xã Mới')
      const log = await database
        .selectFrom('action_log')
        .select('type')
        .where('subject_kind', '=', 'signing-key')
        .execute()
      expect(log.map(({ type }) => type).sort()).toEqual([
        'signing-key.enrolled',
        'signing-key.enrolled',
        'signing-key.retired',
      ])
    })
  })
})
