import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fold } from '#kernel/vietnamese-text.ts'
import { EverydayWords, feesOf, limitOf, papersOf, workingHoursIn } from '#modules/procedures/domain/index.ts'
import { processHours } from '#modules/processes/domain/index.ts'
import { demoFile, demoForms, demoProcedures } from '#test/support/demo-data.ts'

const unit = z.strictObject({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['one-stop-desk', 'professional', 'leadership', 'clerical']),
})
const agency = z.strictObject({
  code: z.string().regex(/^H\d{2}(\.\d{1,3}){0,2}$/),
  kind: z.enum(['peoples-committee', 'department', 'one-stop-desk', 'office', 'vertical']),
  level: z.enum(['province', 'commune', 'ministry']),
  name: z.string(),
  shortName: z.string(),
  parent: z.string().nullable(),
  communeCode: z.string().nullable(),
  address: z.string(),
  phone: z.string(),
  email: z.string().regex(/@example\.vn$/),
  openingHours: z.string(),
  notation: z.string().min(2),
  units: z.array(unit).min(1),
})
const post = z.strictObject({
  agency: z.string(),
  unit: z.string(),
  role: z.enum([
    'one-stop-officer',
    'unit-head',
    'handler',
    'leader',
    'clerk',
    'archivist',
    'supervisor',
    'administrator',
    'auditor',
  ]),
  title: z.string(),
  concurrent: z.boolean(),
})
const people = z.object({
  officers: z.array(
    z.strictObject({
      login: z.string().regex(/^[a-z0-9.-]+$/),
      fullName: z.string(),
      email: z.string(),
      phone: z.string(),
      posts: z.array(post).min(1),
    }),
  ),
  delegations: z.array(z.looseObject({ agency: z.string(), from: z.string(), to: z.string() })),
})
const key = z.looseObject({ key: z.string() })
const outcomes = z.object({ registers: z.array(key), templates: z.array(key) })
const citizens = z.object({
  citizens: z.array(
    z.looseObject({ identityNumber: z.string(), birthDate: z.string(), gender: z.enum(['male', 'female']) }),
  ),
})

describe.each(['phu-tho', 'ninh-binh'])('the demo province %s', (province) => {
  const agencies = z.object({ agencies: z.array(agency) }).parse(demoFile(`${province}/agencies.json`)).agencies
  const { officers, delegations } = people.parse(demoFile(`${province}/officers.json`))
  const procedures = demoProcedures(province)
  const registers = outcomes.parse(demoFile(`${province}/outcomes.json`))
  const forms = new Set(demoForms(province).map((form) => form.key))
  const posts = officers.flatMap((officer) => officer.posts)
  const holds = (code: string, role: string, unitKey?: string) =>
    posts.some((one) => one.agency === code && one.role === role && (unitKey === undefined || one.unit === unitKey))
  const communes = agencies.filter((one) => one.level === 'commune' && one.kind === 'peoples-committee')

  it('has agencies whose parents exist, and posts whose units exist', () => {
    const codes = new Set(agencies.map((one) => one.code))
    expect(codes.size).toBe(agencies.length)
    for (const one of agencies) if (one.parent !== null) expect(codes).toContain(one.parent)
    const units = new Set(agencies.flatMap((one) => one.units.map((part) => `${one.code}/${part.key}`)))
    for (const one of posts) expect(units).toContain(`${one.agency}/${one.unit}`)
    const logins = officers.map((officer) => officer.login)
    expect(new Set(logins).size).toBe(logins.length)
    for (const one of delegations) expect(logins).toEqual(expect.arrayContaining([one.from, one.to]))
  })

  it('can run every procedure wherever it is decided', () => {
    for (const { published, local } of procedures) {
      const decider = local.decidedBy
      const places = decider.kind === 'commune' ? communes.map((one) => one.code) : [decider.agency]
      expect(places.length).toBeGreaterThan(0)
      for (const code of places) {
        const where = `${published.code} at ${code}`
        expect(holds(code, 'unit-head', decider.unit), `${where}: head`).toBe(true)
        expect(holds(code, 'handler', decider.unit), `${where}: handler`).toBe(true)
        expect(holds(code, 'leader'), `${where}: leader`).toBe(true)
        expect(holds(code, 'clerk'), `${where}: clerk`).toBe(true)
      }
    }
    for (const desk of agencies.filter((one) => one.kind === 'one-stop-desk'))
      expect(holds(desk.code, 'one-stop-officer'), desk.name).toBe(true)
  })

  it('has a form, a template and a register for every procedure', () => {
    const templates = new Set(registers.templates.map((one) => one.key))
    const books = new Set(registers.registers.map((one) => one.key))
    for (const { published, local } of procedures) {
      expect(forms, published.code).toContain(local.form)
      for (const outcome of local.outcomes) {
        expect(templates).toContain(outcome.template)
        expect(books).toContain(outcome.register)
      }
    }
  })

  it('keeps its fees when the national list is imported over it', () => {
    for (const { published, local } of procedures) {
      const imported = { ...published, channels: published.channels.map((terms) => ({ ...terms, fees: [] })) }
      for (const { channel, fees } of published.channels) {
        if (fees.some((fee) => fee.amount === null)) continue
        const kept = feesOf({ published: imported, local }, channel)
        expect(kept.length, `${published.code} ${channel}`).toBeGreaterThanOrEqual(fees.length)
      }
    }
  })

  it('has processes that fit the time limit', () => {
    for (const procedure of procedures)
      for (const channel of procedure.local.channels) {
        const limit = limitOf(procedure, channel)
        if (limit === null) continue
        const hours = workingHoursIn(limit)
        expect(processHours(procedure.local.process), `${procedure.published.code} ${channel}`).toBeLessThanOrEqual(
          hours,
        )
      }
  })

  it('lists papers once, and an e-form paper only where there is an e-form', () => {
    for (const procedure of procedures) {
      const codes = procedure.local.papers.flatMap((one) => one.papers.map((paper) => `${one.key}/${paper.code}`))
      expect(new Set(codes).size, procedure.published.code).toBe(codes.length)
      expect(
        papersOf(procedure).some((paper) => paper.required),
        procedure.published.code,
      ).toBe(true)
    }
  })

  it('names related procedures and everyday words that exist', () => {
    const codes = new Set(procedures.map((one) => one.published.code))
    for (const { local } of procedures) for (const code of local.related) expect(codes).toContain(code)
    const words = EverydayWords.parse(demoFile(`${province}/everyday-words.json`))
    for (const word of words) for (const code of word.procedures) expect(codes, word.term).toContain(code)
    const folded = words.map((word) => fold(word.term))
    expect(new Set(folded).size).toBe(folded.length)
  })
})

describe('the demo province', () => {
  const procedures = demoProcedures('phu-tho')

  it('offers about thirty procedures at both levels, some of them decided by agencies of ministries', () => {
    expect(procedures.length).toBeGreaterThanOrEqual(30)
    const kinds = procedures.map((one) => one.local.decidedBy.kind)
    for (const kind of ['commune', 'department', 'province', 'ministry-run']) expect(kinds).toContain(kind)
  })

  it('runs no limit on a unit that nobody knows', () => {
    for (const { published, local } of procedures)
      for (const terms of published.channels)
        if (/không ghi/.test(terms.limitText)) {
          expect(terms.limit).toBeNull()
          for (const limit of local.limits) expect(limit.legalSource.certainty).not.toBe('decided')
        }
  })

  it('gives a reason and a law wherever a service is not wholly online', () => {
    const copy = procedures.find((one) => one.published.code === '2.000815')
    expect(copy?.local.serviceLevel).toMatchObject({ level: 'partial', reason: 'presence-required', fileOnline: false })
    expect(copy?.local.channels).toEqual(['direct'])
  })

  it('names every source it leans on', () => {
    const table = new URL('../../docs/legal-sources.tsv', import.meta.url)
    if (!existsSync(table)) return
    const known = new Set(
      readFileSync(table, 'utf8')
        .split('\n')
        .map((line) => line.split('\t')[0]),
    )
    const used = procedures.flatMap(({ local }) => [
      ...local.sources.map((one) => one.key),
      ...local.limits.map((one) => one.legalSource.key),
      ...local.fees.map((one) => one.legalSource.key),
      ...(local.serviceLevel.level === 'partial' ? [local.serviceLevel.legalSource.key] : []),
      ...local.process.steps.flatMap((step) => (step.legalSource === undefined ? [] : [step.legalSource])),
    ])
    used.push(
      ...demoForms('phu-tho').flatMap((form) => (form.official === null ? [] : [form.official.legalSource.key])),
    )
    for (const one of new Set(used)) expect(known).toContain(one)
  })

  it('has six citizens whose numbers agree with themselves and are plainly invented', () => {
    const all = citizens.parse(demoFile('phu-tho/citizens.json')).citizens
    expect(all).toHaveLength(6)
    for (const one of all) {
      expect(one.identityNumber).toMatch(/^\d{6}00000\d$/)
      const century = Number(one.birthDate.slice(0, 2)) - 19
      expect(Number(one.identityNumber[3])).toBe(century * 2 + (one.gender === 'female' ? 1 : 0))
      expect(one.identityNumber.slice(4, 6)).toBe(one.birthDate.slice(2, 4))
    }
  })
})
