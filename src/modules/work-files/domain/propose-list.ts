import { distinctLetters, type ListEntry, type ListHeading, lettersOf, titleForYear } from './file-list.ts'
import { noRule } from './filing-rule.ts'

/** A file that was opened last year though no list had it. */
export type FreeFile = Omit<ListEntry, 'id' | 'headingId' | 'keeperId' | 'rule'> & {
  readonly notation: string
  readonly unitId: string | null
  readonly keeperId: string | null
}

export type LastYear = {
  readonly year: number
  readonly headings: readonly ListHeading[]
  readonly entries: readonly ListEntry[]
  readonly files: readonly FreeFile[]
  readonly units: readonly { readonly id: string; readonly name: string }[]
  /** Officers who hold a post in the agency today. */
  readonly officers: ReadonlySet<string>
}

export type ProposedList = { readonly headings: readonly ListHeading[]; readonly entries: readonly ListEntry[] }

const headingsOf = ({ headings, units }: LastYear, makeId: () => string): ReadonlyMap<string, ListHeading> => {
  if (headings.length > 0) {
    const ids = new Map(headings.map(({ id }) => [id, makeId()]))
    return new Map(
      headings.map((one) => [
        one.id,
        { ...one, id: ids.get(one.id) ?? '', parentId: one.parentId === null ? null : (ids.get(one.parentId) ?? null) },
      ]),
    )
  }
  const taken = new Set<string>()
  return new Map(
    units.map(({ id, name }) => {
      const notation = distinctLetters(lettersOf(name), taken)
      taken.add(notation)
      return [id, { id: makeId(), parentId: null, name, notation, unitId: id }]
    }),
  )
}

/**
 * The list of a year proposed from what there was the year before: its headings and files with their years moved on, and the files that
 * officers opened beside it. Without a list before, one heading a unit. Whose keeper has left falls to `maker`.
 */
export const proposeList = (last: LastYear, to: number, maker: string, makeId: () => string): ProposedList => {
  const headings = headingsOf(last, makeId)
  const keeper = (id: string | null): string => (id !== null && last.officers.has(id) ? id : maker)
  const large = [...headings.values()].filter(({ parentId }) => parentId === null)
  const homeOf = ({ notation, unitId }: FreeFile): string | undefined =>
    (
      large.find((one) => one.notation === notation) ??
      large.find((one) => one.unitId !== null && one.unitId === unitId)
    )?.id
  const moved = last.entries.map((one) => ({
    ...one,
    id: makeId(),
    headingId: headings.get(one.headingId)?.id ?? '',
    title: titleForYear(one.title, last.year, to),
    keeperId: keeper(one.keeperId),
  }))
  const added = last.files.flatMap(({ notation, unitId, ...one }) => {
    const headingId = homeOf({ notation, unitId, ...one })
    const title = titleForYear(one.title, last.year, to)
    return headingId === undefined
      ? []
      : [{ ...one, id: makeId(), headingId, title, keeperId: keeper(one.keeperId), rule: noRule }]
  })
  return { headings: [...headings.values()], entries: [...moved, ...added] }
}
