import type { Channel, ChannelTerms } from './channel.ts'
import type { Fee } from './fee.ts'
import { generalCase, type Paper, type PaperCase } from './paper.ts'
import type { ProvinceAddition } from './procedure.ts'
import type { PublishedProcedure } from './published-procedure.ts'
import type { TimeLimit } from './time-limit.ts'

/** A procedure that was imported and to which the province has not yet added anything has no local part. */
export type Offer = { readonly published: PublishedProcedure; readonly local: ProvinceAddition | null }

/** The channels a dossier may take here: those the province opened, else those published. */
export const channelsOf = (offer: Offer): readonly Channel[] =>
  offer.local?.channels ?? [...new Set(offer.published.channels.map((terms) => terms.channel))]

/** What the province decided for this channel, else for all. */
const decidedFor = <Row extends { channel?: Channel | undefined }>(rows: readonly Row[], channel: Channel) =>
  rows.find((row) => row.channel === channel) ?? rows.find((row) => row.channel === undefined)

const publishedFor = (offer: Offer, channel: Channel): readonly ChannelTerms[] =>
  offer.published.channels.filter((terms) => terms.channel === channel)

/** Whether several published rows of one channel all say the same. */
export const agree = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size <= 1

/**
 * The limit that runs for a channel: the province's decision, else the published one; null when none may run, which is also so where the
 * source gives one channel several limits for cases that only people can tell apart.
 */
export const limitOf = (offer: Offer, channel: Channel): TimeLimit | null => {
  const decided = decidedFor(offer.local?.limits ?? [], channel)
  if (decided !== undefined) return decided.limit
  const limits = publishedFor(offer, channel).map((terms) => terms.limit)
  return agree(limits) ? (limits[0] ?? null) : null
}

/** The limit in words, as decided or as published; empty when the source says nothing. */
export const limitTextOf = (offer: Offer, channel: Channel): string =>
  decidedFor(offer.local?.limits ?? [], channel)?.text ??
  [...new Set(publishedFor(offer, channel).map((terms) => terms.limitText))].filter((text) => text !== '').join('; ')

const withoutAmount = (fee: Fee): Fee =>
  fee.amount === null
    ? fee
    : { ...fee, amount: null, note: fee.note === '' ? `${fee.amount} đồng` : `${fee.amount} đồng: ${fee.note}` }

/** Whether the source gives one channel several fees for cases that only people can tell apart, and the province has not decided. */
export const feesAreByCase = (offer: Offer, channel: Channel): boolean =>
  decidedFor(offer.local?.fees ?? [], channel) === undefined &&
  !agree(publishedFor(offer, channel).map((terms) => terms.fees))

/**
 * The fees of a channel: the province's, else the published ones. Where the source gives one channel several fees for different cases, they
 * are told without amounts: nothing is charged that people have not decided.
 */
export const feesOf = (offer: Offer, channel: Channel): readonly Fee[] => {
  const decided = decidedFor(offer.local?.fees ?? [], channel)
  if (decided !== undefined) return decided.fees
  const rows = publishedFor(offer, channel).map((terms) => terms.fees)
  return feesAreByCase(offer, channel) ? rows.flat().map(withoutAmount) : (rows[0] ?? [])
}

const codeOf = (caseIndex: number, paperIndex: number): string => `paper-${caseIndex + 1}-${paperIndex + 1}`

/**
 * The papers a filing asks for. Where the province has not sorted them, the published list is taken: the source mixes papers with
 * remarks, so none of it is required by the machine and the officer checks.
 */
export const paperCasesOf = (offer: Offer): readonly PaperCase[] => {
  if (offer.local !== null) return offer.local.papers
  return offer.published.paperCases.map((published, caseIndex) => ({
    key: caseIndex === 0 && published.name === '' ? generalCase : `case-${caseIndex + 1}`,
    name: published.name,
    papers: published.papers.map(
      (paper, paperIndex): Paper => ({
        code: codeOf(caseIndex, paperIndex),
        name: paper.name,
        required: false,
        originals: paper.originals,
        copies: paper.copies,
        formName: paper.formName,
        acceptedAs: ['upload', 'counter'],
      }),
    ),
  }))
}

/** The papers of the chosen case together with those of the general one, in order; an unknown case gives the general one. */
export const papersOf = (offer: Offer, caseKey: string = generalCase): readonly Paper[] =>
  paperCasesOf(offer)
    .filter((one) => one.key === generalCase || one.key === caseKey)
    .flatMap((one) => one.papers)
