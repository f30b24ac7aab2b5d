import { isUuid } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import type { EngagementDetail } from '#modules/meetings/index.ts'
import { type FormBody, fieldOf, type PageRequest } from '#web/http/route.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'

export const planPath = '/can-bo/lich-cong-tac'
export const registerPath = `${planPath}/dang-ky`
export const roomsPath = `${planPath}/phong-hop`
export const feedPath = `${planPath}/dien-thoai`
export const printPath = `${planPath}/tuan.pdf`
export const engagementPath = (id: string): string => `${planPath}/${id}`
/** What a calendar program asks for, without signing in. */
export const feedAddress = (secret: string): string => `/lich-cong-tac/${secret}/lich.ics`

export type PlanAddress = {
  readonly day: Temporal.PlainDate
  /** One day instead of the week around it. */
  readonly isDay: boolean
  readonly agencyId: string | null
  readonly whose: 'everybody' | 'mine' | { readonly chairId: string }
}

const names = { week: 'tuan', day: 'ngay', agency: 'co-quan', whose: 'cua' } as const
export const planNames = names

/** No plan is asked for beyond it: the week around the last day that can be written ends after all days. */
const lastYear = 2200

const dayOf = (typed: string): Temporal.PlainDate | null => {
  const typedDay = parseDateInput(typed)
  const day = typedDay === undefined ? null : Temporal.PlainDate.from(typedDay)
  return day === null || day.year > lastYear ? null : day
}

export const readPlanAddress = (query: FormBody, today: Temporal.PlainDate): PlanAddress => {
  const asked = dayOf(fieldOf(query, names.day))
  const agency = fieldOf(query, names.agency)
  const whose = fieldOf(query, names.whose)
  return {
    day: asked ?? dayOf(fieldOf(query, names.week)) ?? today,
    isDay: asked !== null,
    agencyId: isUuid(agency) ? agency : null,
    whose: whose === 'toi' ? 'mine' : isUuid(whose) ? { chairId: whose } : 'everybody',
  }
}

export const planHref = (address: PlanAddress, path = planPath): string => {
  const query = new URLSearchParams({ [address.isDay ? names.day : names.week]: address.day.toString() })
  if (address.agencyId !== null) query.set(names.agency, address.agencyId)
  if (address.whose !== 'everybody') query.set(names.whose, address.whose === 'mine' ? 'toi' : address.whose.chairId)
  return `${path}?${query}`
}

/** Who sees that nothing was concluded yet, and whoever works on it. */
export const readsConclusions = (one: EngagementDetail, officerId: string): boolean =>
  one.isConcluded || one.arranges || one.leads || one.registeredById === officerId || one.chairId === officerId

export const meetingDeps = ({ province, deps }: PageRequest) => ({
  database: province.database,
  clock: deps.clock,
  workingTime: deps.dossiers(province).workingTime,
})
