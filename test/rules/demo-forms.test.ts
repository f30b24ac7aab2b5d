import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { answersOf, fieldsOf, formBodyOf, parseFormBody, validateForm } from '#modules/forms/domain/index.ts'
import { demoForm, demoForms } from '#test/support/demo-data.ts'
import { formAnswers } from '#test/support/form-answers.ts'

const today = Temporal.PlainDate.from('2026-11-20')

/** What the official declarations ask, in the names our definitions give them: losing one must fail here. */
const official: Readonly<Record<string, string>> = {
  birth: `requester.fullName requester.birthDate requester.identityNumber requester.identityPaper requester.residence requester.phone
    requester.relation child.fullName child.birthDate child.gender child.ethnicity child.nationality child.birthPlace child.hometown
    mother.fullName mother.birthYear mother.identityNumber mother.ethnicity mother.nationality mother.residence father.fullName
    father.birthYear father.identityNumber father.ethnicity father.nationality father.residence copies.wanted copies.count`,
  marriage: `bride.fullName bride.birthDate bride.ethnicity bride.nationality bride.residence bride.identityNumber bride.identityPaper
    bride.timesMarried groom.fullName groom.birthDate groom.ethnicity groom.nationality groom.residence groom.identityNumber
    groom.identityPaper groom.timesMarried copies.wanted copies.count`,
  death: `requester.fullName requester.identityNumber requester.identityPaper requester.residence requester.relation deceased.fullName
    deceased.birthDate deceased.gender deceased.ethnicity deceased.nationality deceased.lastResidence deceased.identityNumber death.time
    death.date death.place death.cause notice.kind notice.number notice.issuedBy notice.issuedOn copies.wanted copies.count`,
  'household-business': `owner.fullName owner.birthDate owner.gender owner.identityNumber owner.ethnicity owner.nationality
    owner.permanentAddress owner.currentAddress owner.phone owner.email name.vietnamese name.foreign name.short premises.street
    premises.commune premises.province premises.phone premises.fax premises.email premises.website lines[].name lines[].code lines[].main
    capital.amount tax.noticeAddress tax.startDate tax.workers tax.method places[].name places[].address founders.kind members[].fullName
    members[].birthDate members[].gender members[].identityNumber members[].ethnicity members[].nationality members[].permanentAddress
    members[].currentAddress`,
  'construction-permit': `investor.name investor.representative investor.position investor.number investor.street investor.commune
    investor.province investor.phone site.plot site.area site.houseNumber site.street site.commune site.province design.name
    design.certificate design.chiefs appraisal.name appraisal.certificate appraisal.chiefs work.kind work.type work.grade work.groundArea
    work.elevation work.floorArea work.floorAreaDetail work.height work.heightDetail work.storeys work.storeysDetail work.monumentArea
    work.linearLength work.linearSection work.stages work.projectName work.projectDecision work.projectWorks work.repairContent
    work.relocationFrom work.relocationTo work.relocationStoreys schedule.months enclosures.list`,
  'land-change': `user.name user.identity user.address user.phone user.email certificate.bookNumber certificate.issueNumber
    certificate.issuedOn change.kind change.before change.after change.reason wish.certificate wish.debt enclosures.list`,
  'social-assistance': `person.fullName person.birthDate person.gender person.ethnicity person.identityNumber person.identityIssuedOn
    person.identityIssuedBy person.permanentAddress person.livesWith need.category schooling.state schooling.detail
    situation.healthInsurance situation.poverty situation.pension situation.pensionAmount situation.merit situation.meritAmount
    situation.otherAid situation.otherAidDetail disability.has disability.certificate disability.kinds disability.degree
    household.marital household.children household.supporters household.supporterDetail carer.fullName carer.identityNumber carer.relation
    carer.address deputy.fullName deputy.identityNumber deputy.identityIssuedOn deputy.identityIssuedBy deputy.relation deputy.address`,
  'certified-copy': 'requester.fullName requester.identityNumber documents[].name documents[].pages documents[].copies',
  'civil-extract': `requester.fullName requester.birthDate requester.identityNumber requester.identityPaper requester.residence
    requester.relation event.kind event.registeredAt event.number event.book event.registeredOn person.fullName person.birthDate person.gender
    person.ethnicity person.nationality person.residence person.identityPaper copies.count`,
  general: 'requester.fullName requester.identityNumber requester.address request.subject request.content',
}

describe('the e-forms of the demo province', () => {
  it('are the ten that were promised', () =>
    expect(
      demoForms('phu-tho')
        .map((form) => form.key)
        .sort(),
    ).toEqual(Object.keys(official).sort()))

  it.each(Object.keys(official))('%s asks everything its official declaration asks', (key) => {
    const paths = fieldsOf(demoForm(key)).map((field) => field.path)
    for (const path of (official[key] ?? '').split(/\s+/)) expect(paths).toContain(path)
  })

  it.each(Object.keys(official))('%s accepts a good answer, and the same posted as a form', (key) => {
    const form = demoForm(key)
    const answers = formAnswers[key]
    if (answers === undefined) throw new Error(`no answer for ${key}`)
    expect(validateForm(form, answers, today)).toEqual({ ok: true, value: answers })
    const body = formBodyOf(form, answers)
    expect(parseFormBody(form, body)).toEqual({ ok: true, value: answers })
  })

  it.each(Object.keys(official))('%s names every missing answer', (key) => {
    const form = demoForm(key)
    const result = validateForm(form, {}, today)
    expect(result.ok).toBe(false)
    if (result.ok) return
    const always = fieldsOf(form).filter(
      (field) => field.required && field.list === null && field.showWhen === undefined,
    )
    const missing = result.refusal.faults.map((fault) => fault.field)
    for (const field of always) if (field.sectionShowWhen === null) expect(missing).toContain(field.path)
  })

  it('shows answers as people read them', () => {
    const groups = answersOf(demoForm('birth'), formAnswers.birth ?? {})
    const child = groups.find((group) => group.section === 'child')?.rows[0]?.answers ?? []
    expect(child.map((answer) => answer.text)).toEqual(
      expect.arrayContaining(['20/08/2026', 'Ngày hai mươi tháng tám năm hai nghìn không trăm hai mươi sáu', 'Nữ']),
    )
    const lines = answersOf(demoForm('household-business'), formAnswers['household-business'] ?? {})
    expect(lines.find((group) => group.section === 'lines')?.rows.map((row) => row.title)).toEqual([
      'Ngành, nghề 1',
      'Ngành, nghề 2',
    ])
    expect(lines.find((group) => group.section === 'capital')?.rows[0]?.answers.map((answer) => answer.text)).toEqual([
      '150.000.000 đ',
      'Một trăm năm mươi triệu đồng',
    ])
    expect(lines.some((group) => group.section === 'members')).toBe(false)
  })
})
