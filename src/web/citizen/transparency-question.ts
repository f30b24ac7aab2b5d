import type { Agency } from '#modules/agencies/domain/index.ts'
import { findAgencyByCode } from '#modules/agencies/index.ts'
import { type Cells, type Period, sumOfCells } from '#modules/reports/domain/index.ts'
import { type ReportRow, reportII06a } from '#modules/reports/index.ts'
import { onTimeByAgency } from '#modules/transparency/index.ts'
import { inEnglish } from '#web/http/guard/locale.ts'
import { fieldOf, type PageRequest } from '#web/http/route.ts'
import { addressWith, askedPeriod, fieldsOfPeriod } from '../report-period.ts'

export const transparencyPath = '/minh-bach'

/** Levels of government as they stand in an address. */
export const levels = { province: 'tinh', commune: 'xa', ministry: 'nganh' } as const
export type Level = keyof typeof levels

export const names = { level: 'cap', agency: 'don-vi' } as const

export type Question = {
  readonly period: Period
  readonly isWrong: boolean
  readonly level: Level | undefined
  /** Code of the one agency that is looked at. */
  readonly agencyCode: string
}

export const questionOf = (request: PageRequest): Question => {
  const asked = fieldOf(request.query, names.level)
  const level = (Object.keys(levels) as Level[]).find((one) => levels[one] === asked)
  return { ...askedPeriod(request), level, agencyCode: fieldOf(request.query, names.agency) }
}

/** The address of this question, or of one of its files (`/so-lieu.csv`). */
export const addressOf = (request: PageRequest, question: Omit<Question, 'isWrong'>, file = ''): string => {
  const path = `${transparencyPath}${file}`
  return addressWith(request.locale === 'en' && file === '' ? inEnglish(path) : path, {
    ...fieldsOfPeriod(question.period),
    [names.level]: question.level === undefined ? '' : levels[question.level],
    [names.agency]: question.agencyCode,
    ...(request.locale === 'en' && file !== '' ? { tieng: 'en' } : {}),
  })
}

/** @legal QD-20-2020 mã định danh điện tử: at most 35 letters, digits and dots */
const agencyPattern = /^[A-Za-z0-9.]{1,35}$/

export type Found = {
  /** The one agency, by field; null: all of them. */
  readonly agency: Agency | null
  readonly rows: readonly ReportRow[]
  readonly total: Cells
}

/** The figures asked for, in two statements at most; null when there is no such agency. */
export const findFigures = async (request: PageRequest, question: Question): Promise<Found | null> => {
  const { now } = request
  const { database } = request.province
  const { period, level, agencyCode } = question
  if (agencyCode === '') {
    const found = await onTimeByAgency(database, { ...period, now, ...(level === undefined ? {} : { level }) })
    return { agency: null, ...found }
  }
  const agency = agencyPattern.test(agencyCode) ? await findAgencyByCode(database, agencyCode) : null
  if (agency === null) return null
  const rows = await reportII06a(database, { ...period, now, by: 'field', agencyIds: [agency.id] })
  return { agency, rows, total: sumOfCells(rows.map((row) => row.cells)) }
}
