import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compileForm } from '#platform/pdf/compile-pdf.ts'
import type { DecisionOutcome } from '#platform/pdf/template-data.ts'
import { demoFile, demoProcedures } from '#test/support/demo-data.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { missingOutcomeFields, type OutcomeHead, type OutcomeSource } from '../outcome-template.ts'
import { clockInWords, dayInWords, dayText, legalDay } from './answer-text.ts'
import { outcomeTemplateKeys, outcomeTemplateOf } from './index.ts'
import { basisText, deciderOf } from './legal-bases.ts'

const head: OutcomeHead = {
  parentAgency: 'Ủy ban nhân dân tỉnh Phú Thọ',
  agency: 'Ủy ban nhân dân phường Việt Trì',
  notation: 'QĐ-UBND',
  place: 'Việt Trì',
  signer: { lines: ['TM. Ủy ban nhân dân', 'Chủ tịch'], name: 'Lê Thị Ánh Tuyết' },
}

const sourceOf = (form: string): OutcomeSource => ({
  form: formAnswers[form] ?? {},
  ownerName: 'Trần Thị Lan',
  ownerIdentity: '025192000002',
  ownerAddress: 'Tổ 5, phường Việt Trì, tỉnh Phú Thọ',
  procedureName: 'Thủ tục đăng ký khai sinh',
  agencyName: 'Ủy ban nhân dân phường Việt Trì',
  today: Temporal.PlainDate.from('2026-09-07'),
  legalBasis: [
    {
      number: '76/2024/NĐ-CP',
      title: 'Nghị định sửa đổi, bổ sung một số điều của Nghị định số 20/2021/NĐ-CP',
    },
    {
      number: '20/2021/NĐ-CP',
      title: 'Nghị định quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội',
    },
    { number: '39/2009/QH12', title: 'Luật Người cao tuổi' },
  ],
})

/** Which e-form a result is filled from, and what only the officer can know. */
const cases: readonly (readonly [template: string, form: string, byOfficer: readonly string[]])[] = [
  ['outcome-birth-extract', 'birth', []],
  ['outcome-marriage', 'marriage', []],
  ['outcome-death-extract', 'death', []],
  ['outcome-household-business', 'household-business', []],
  ['outcome-construction-permit', 'construction-permit', []],
  ['outcome-decision', 'social-assistance', ['amount']],
  ['outcome-decision', 'general', ['amount']],
  ['outcome-letter', 'general', ['paragraphs']],
]

describe('every legal form', () => {
  it.each(cases)('%s is filled from the answers of %s', (name, form, byOfficer) => {
    const template = outcomeTemplateOf(name)
    const values = template.prefill(sourceOf(form))
    expect(missingOutcomeFields(template, values)).toEqual(byOfficer)
    const known = new Set(template.fields.map((field) => field.name))
    expect(Object.keys(values).filter((key) => !known.has(key))).toEqual([])
  })

  it.each(cases)(
    '%s is set as a document with room for number, date, signature and seal',
    async (name, form, byOfficer) => {
      const template = outcomeTemplateOf(name)
      const written = Object.fromEntries(byOfficer.map((field) => [field, '1,5 × 500.000 = 750.000 đồng/tháng']))
      const data = template.render({ ...template.prefill(sourceOf(form)), ...written }, head)
      const made = await compileForm(template.key, data, {
        title: template.title,
        createdAt: Temporal.Instant.from('2026-09-07T02:00:00Z'),
      })
      expect(made.fields.map((field) => field.name).sort()).toEqual(['ChuKyNguoiKy', 'DauCoQuan', 'ngay', 'so'])
    },
  )

  it.each(outcomeTemplateKeys)('%s stands an empty and a hostile form', async (name) => {
    const template = outcomeTemplateOf(name)
    const hostile = { child: ['x'], bride: 7, lines: 'no list', members: [1, null], work: { kind: '__proto__' } }
    const values = template.prefill({ ...sourceOf('none'), form: hostile })
    expect(Object.values(values).every((value) => typeof value === 'string')).toBe(true)
    await compileForm(template.key, template.render({}, head), {
      title: 'x',
      createdAt: Temporal.Instant.from('2026-09-07T02:00:00Z'),
    })
  })

  it('is known for every result that the procedures of the demo provinces issue', () => {
    const known: readonly string[] = outcomeTemplateKeys
    for (const province of ['phu-tho', 'ninh-binh']) {
      const named = demoProcedures(province).flatMap((procedure) => procedure.local?.outcomes ?? [])
      expect(named.map((outcome) => outcome.template).filter((name) => !known.includes(name))).toEqual([])
    }
    const { templates } = demoFile('phu-tho/outcomes.json') as { templates: { key: string }[] }
    expect(templates.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([])
  })

  it('is a letter when nothing else is known, even for a name that every object has', () => {
    expect(outcomeTemplateOf('unheard-of').key).toBe('outcome-letter')
    expect(outcomeTemplateOf('constructor').key).toBe('outcome-letter')
    expect(outcomeTemplateOf('outcome-marriage').key).toBe('outcome-marriage')
  })
})

describe('what the forms write out', () => {
  it('days in figures', () => {
    expect(['2026-02-05', '1998-05-04', '1951', '1951-11'].map(dayText)).toEqual([
      '05/02/2026',
      '04/5/1998',
      '1951',
      '11/1951',
    ])
  })

  it('days in words', () => {
    expect(dayInWords('2026-08-20')).toBe('Ngày hai mươi, tháng tám, năm hai nghìn không trăm hai mươi sáu')
    expect(dayInWords('1975-04-30')).toBe('Ngày ba mươi, tháng tư, năm một nghìn chín trăm bảy mươi lăm')
    expect(dayInWords('1951')).toBe('')
    expect(clockInWords('04:30')).toBe('Bốn giờ ba mươi phút')
    expect(legalDay('2026-08-11')).toBe('ngày 11 tháng 8 năm 2026')
  })

  it('a birth with both parents', () => {
    const template = outcomeTemplateOf('outcome-birth-extract')
    expect(template.prefill(sourceOf('birth'))).toMatchObject({
      name: 'NGUYỄN MINH AN',
      birthDate: '20/8/2026',
      sex: 'Nữ',
      motherBirthYear: '1993',
      fatherBirthYear: '1990',
      declarantPaper: 'Số định danh cá nhân 025090000001',
      registeredAt: 'Ủy ban nhân dân phường Việt Trì',
      registeredOn: 'ngày 07 tháng 9 năm 2026',
    })
  })

  it('a death with its notice', () => {
    expect(outcomeTemplateOf('outcome-death-extract').prefill(sourceOf('death'))).toMatchObject({
      diedAt: '04 giờ 30 phút, ngày 11 tháng 8 năm 2026',
      diedAtInWords: 'Bốn giờ ba mươi phút, ngày mười một, tháng tám, năm hai nghìn không trăm hai mươi sáu',
      notice: 'Giấy báo tử số 15/GBT do Ủy ban nhân dân phường Vĩnh Yên cấp ngày 11 tháng 8 năm 2026',
      declarant: 'Lê Thị Hoa (vợ)',
    })
  })

  it('the trades of a household business, the main one first', () => {
    expect(outcomeTemplateOf('outcome-household-business').prefill(sourceOf('household-business'))).toMatchObject({
      capital: '150.000.000 đ (Một trăm năm mươi triệu đồng)',
      trades:
        'Nhà hàng và các dịch vụ ăn uống phục vụ lưu động | 5610\nBán lẻ thực phẩm trong các cửa hàng chuyên doanh | 4722',
      address: 'Số 18 đường Hùng Vương, Phường Việt Trì, Tỉnh Phú Thọ',
    })
  })

  it('the particulars of a building', () => {
    const { particulars } = outcomeTemplateOf('outcome-construction-permit').prefill(sourceOf('construction-permit'))
    expect(particulars?.split('\n')).toEqual([
      'Vị trí xây dựng: Thửa 214, tờ bản đồ 12, Xóm 2, Xã Mai Châu, Tỉnh Phú Thọ',
      'Diện tích lô đất: 180,5 m²',
      'Diện tích xây dựng tầng 1: 96 m²',
      'Tổng diện tích sàn: 262,4 m²; Tầng 1: 96 m²; tầng 2: 96 m²; tum: 70,4 m²',
      'Chiều cao công trình: 11,2 m',
      'Số tầng: 3',
    ])
  })

  it('the bases of a decision, laws before decrees', () => {
    const { bases, decider } = outcomeTemplateOf('outcome-decision').prefill(sourceOf('social-assistance'))
    expect(decider).toBe('CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG VIỆT TRÌ')
    expect(bases?.split('\n').slice(1)).toEqual([
      'Căn cứ Luật Người cao tuổi số 39/2009/QH12',
      'Căn cứ Nghị định số 76/2024/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 20/2021/NĐ-CP',
      'Căn cứ Nghị định số 20/2021/NĐ-CP quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội',
      'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội',
    ])
  })

  it('an article with what is paid, or without', () => {
    const template = outcomeTemplateOf('outcome-decision')
    const values = template.prefill(sourceOf('social-assistance'))
    const articles = (amount: string) => (template.render({ ...values, amount }, head) as DecisionOutcome).articles
    expect(articles('500.000 đồng/tháng')[0]).toBe(
      'Trợ cấp xã hội hằng tháng đối với bà Lê Thị Hoa, sinh ngày 09/01/1948, số định danh cá nhân 026148000014, nơi đăng ký thường trú: Tổ 8, phường Vĩnh Yên, tỉnh Phú Thọ, thuộc đối tượng người cao tuổi thuộc diện trợ giúp xã hội. Mức hưởng: 500.000 đồng/tháng. Thời điểm hưởng: từ tháng 09 năm 2026. Hình thức chi trả: qua tài khoản ngân hàng số 0123456789, Agribank chi nhánh Vĩnh Yên.',
    )
    expect(articles('Không.')[0]).toMatch(/diện trợ giúp xã hội\.$/u)
    expect(articles('không')).toHaveLength(3)
  })

  it('an act by its kind, whatever the source left out', () => {
    expect(basisText({ number: '04/2020/TT-BTP', title: 'Hướng dẫn Luật hộ tịch' })).toBe(
      'Căn cứ Thông tư số 04/2020/TT-BTP Hướng dẫn Luật hộ tịch',
    )
    expect(basisText({ number: '60/2014/QH13', title: 'Luật Hộ tịch' })).toBe('Căn cứ Luật Hộ tịch số 60/2014/QH13')
    expect(basisText({ number: '', title: 'Hiến pháp' })).toBe('Căn cứ Hiến pháp')
    expect(deciderOf('Sở Nội vụ tỉnh Phú Thọ')).toBe('GIÁM ĐỐC SỞ NỘI VỤ TỈNH PHÚ THỌ')
  })
})
