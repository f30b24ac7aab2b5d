import { z } from 'zod'
import { AgencyCode, UnitKey } from '#modules/agencies/domain/index.ts'
import type { ProcessDefinition, ProcessStep } from '#modules/processes/domain/index.ts'
import { Channel } from './channel.ts'
import { FeeKind } from './fee.ts'
import { type Offer, paperCasesOf } from './offer.ts'
import { generalCase, type Paper, type PaperCase } from './paper.ts'
import { ProvinceAddition } from './procedure.ts'
import { ProcedureCode, type PublishedProcedure } from './published-procedure.ts'
import { TimeLimit } from './time-limit.ts'

const hours = z.number().min(0).max(2_000).multipleOf(0.5)

/** The deeds of the usual process between the desk that receives and the desk that returns, in their order. */
export const usualDeeds = ['receive', 'assign', 'handle', 'review', 'sign', 'number'] as const
export type UsualDeed = (typeof usualDeeds)[number]

/** What an administrator decides so that an imported procedure can be filed here. */
export const Offering = z.strictObject({
  code: ProcedureCode,
  isOpen: z.boolean(),
  /** Null: the committee of the commune that is competent. */
  agency: AgencyCode.nullable(),
  unit: UnitKey,
  receivedAt: z.enum(['deciding-agency', 'any-desk']),
  channels: z.array(Channel).min(1),
  /** Null: as published. */
  limit: TimeLimit.nullable(),
  /** Null: as published. */
  fee: z
    .strictObject({
      kind: FeeKind,
      name: z.string().trim().min(1).max(300),
      amount: z.int().min(0).max(100_000_000_000),
    })
    .nullable(),
  outcome: z.string().trim().min(1).max(300),
  hours: z.strictObject(Object.fromEntries(usualDeeds.map((deed) => [deed, hours])) as Record<UsualDeed, typeof hours>),
  /** The decision by which the province opened it. */
  decision: z.string().trim().min(1).max(300),
})
export type Offering = z.infer<typeof Offering>

type Place = Pick<ProcessStep, 'name' | 'role' | 'agency' | 'unitKind' | 'product'>

const places: Readonly<Record<UsualDeed, Place>> = {
  receive: {
    name: 'Tiếp nhận, kiểm tra, số hóa hồ sơ và chuyển xử lý',
    role: 'one-stop-officer',
    agency: 'receiving',
    unitKind: 'one-stop-desk',
    product: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả; hồ sơ điện tử',
  },
  assign: {
    name: 'Phân công người thụ lý',
    role: 'unit-head',
    agency: 'deciding',
    unitKind: 'professional',
    product: 'Ý kiến phân công',
  },
  handle: {
    name: 'Thẩm định hồ sơ, dự thảo kết quả',
    role: 'handler',
    agency: 'deciding',
    unitKind: 'professional',
    product: 'Dự thảo kết quả',
  },
  review: {
    name: 'Xem xét dự thảo kết quả',
    role: 'unit-head',
    agency: 'deciding',
    unitKind: 'professional',
    product: 'Dự thảo đã được đồng ý',
  },
  sign: { name: 'Ký kết quả', role: 'leader', agency: 'deciding', unitKind: 'leadership', product: 'Kết quả đã ký' },
  number: {
    name: 'Vào sổ, lấy số, đóng dấu',
    role: 'clerk',
    agency: 'deciding',
    unitKind: 'clerical',
    product: 'Kết quả đã vào sổ và đóng dấu',
  },
}

/** The usual internal process with the hours of this procedure. @legal TT-01-2018 Điều 8 */
export const usualProcess = (
  name: string,
  { code, hours: given, decision }: Pick<Offering, 'code' | 'hours' | 'decision'>,
  version: number,
): ProcessDefinition => ({
  key: processKeyOf(code),
  version,
  name: `Quy trình nội bộ: ${name}`.slice(0, 300),
  decision,
  steps: [
    ...usualDeeds.map((deed) => ({
      ...places[deed],
      key: deed,
      deed,
      hours: given[deed],
      legalSource: 'TT-01-2018',
    })),
    {
      key: 'return',
      name: 'Trả kết quả cho người dân',
      deed: 'return',
      role: 'desk-return',
      agency: 'receiving',
      unitKind: 'one-stop-desk',
      hours: 0,
      product: 'Kết quả đã trả',
      legalSource: 'TT-01-2018',
    },
  ],
})

/** Whether a process has just the usual steps, so that an offering may give it other hours. */
export const isUsualProcess = ({ steps }: Pick<ProcessDefinition, 'steps'>): boolean =>
  steps.map(({ key }) => key).join() === [...usualDeeds, 'return'].join()

export const processKeyOf = (code: string): string => `p-${code.replaceAll('.', '-')}`

const declaration: Paper = {
  code: 'declaration',
  name: 'Đơn đề nghị',
  required: true,
  originals: 1,
  copies: 0,
  formName: null,
  acceptedAs: ['e-form'],
}

/** The published papers, for the officer to check, with the general application before them. */
const papersWithDeclaration = (published: PublishedProcedure): readonly PaperCase[] => {
  const cases = paperCasesOf({ published, local: null }).map((one) => ({ ...one, name: one.name.slice(0, 500) }))
  const general = cases.find(({ key }) => key === generalCase) ?? { key: generalCase, name: '', papers: [] }
  return [{ ...general, papers: [declaration, ...general.papers] }, ...cases.filter(({ key }) => key !== generalCase)]
}

const outcomeOf = ({ outcomes }: PublishedProcedure, name: string) => ({
  code: outcomes.find((one) => one.name === name)?.code ?? null,
  name,
  template: 'outcome-letter',
  register: 'letters',
})

/** What the province adds to a procedure by an offering: the general e-form, the usual process, and what was decided. */
export const additionOf = (offering: Offering, offer: Offer, version: number): unknown => {
  const { published, local } = offer
  const { agency, unit, limit, fee } = offering
  const source = { key: 'KHOI-TAO-TINH', certainty: 'decided', note: offering.decision } as const
  const isDepartment = agency?.includes('.') === true
  return {
    ...local,
    decidedBy:
      agency === null ? { kind: 'commune', unit } : { kind: isDepartment ? 'department' : 'province', agency, unit },
    receivedAt: offering.receivedAt,
    channels: offering.channels,
    serviceLevel: local?.serviceLevel ?? { level: 'full' },
    limits: limit === null ? [] : [{ limit, text: wordsOf(limit), legalSource: source }],
    fees: fee === null ? [] : [{ fees: [{ ...fee, note: '' }], legalSource: source }],
    papers: local?.papers ?? papersWithDeclaration(published),
    outcomes: local?.outcomes[0]?.name === offering.outcome ? local.outcomes : [outcomeOf(published, offering.outcome)],
    form: local?.form ?? 'general',
    process: usualProcess(published.name, offering, version),
    explanation: local?.explanation ?? {
      what: published.name.slice(0, 2_000),
      who: published.subjects.join('; ').slice(0, 2_000) || 'Người có nhu cầu',
      prepare: 'Giấy tờ nêu ở thành phần hồ sơ.',
      english: { name: published.name.slice(0, 300), summary: published.name.slice(0, 1_000) },
    },
    sources: local?.sources ?? [{ key: 'DVCQG-2026', certainty: 'seen' }],
  }
}

const unitWords: Readonly<Record<TimeLimit['unit'], string>> = {
  working_hour: 'giờ làm việc',
  working_day: 'ngày làm việc',
  calendar_day: 'ngày',
  month: 'tháng',
}

const wordsOf = ({ amount, unit }: TimeLimit): string => `${String(amount).padStart(2, '0')} ${unitWords[unit]}`

export const readAddition = (value: unknown): ProvinceAddition | null => {
  const parsed = ProvinceAddition.safeParse(value)
  return parsed.success ? parsed.data : null
}
