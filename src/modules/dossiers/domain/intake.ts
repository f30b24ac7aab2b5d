import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { FormDefinition } from '#modules/forms/domain/index.ts'
import { type FormValues, validateForm } from '#modules/forms/domain/index.ts'
import {
  type Channel,
  channelsOf,
  generalCase,
  type Offer,
  type Paper,
  papersOf,
} from '#modules/procedures/domain/index.ts'
import { type FilingChannel, missingOwnerFields, Owner, ReturnMethod, Submitter } from './dossier.ts'
import type { DossierRefusal } from './refusals.ts'

export const PaperIntake = z.strictObject({
  code: z.string().max(80),
  /** Files already taken in for the filing. */
  attachmentIds: z.array(z.uuid()).max(50).default([]),
  source: z.enum(['e-form', 'upload', 'scan', 'paper', 'database', 'store']).default('upload'),
  /** Where the data lies that stands for the paper: the look-up's number at the database, the file's at the store. */
  evidence: z.string().trim().max(200).optional(),
  originals: z.number().int().min(0).max(1_000).default(0),
  copies: z.number().int().min(0).max(1_000).default(0),
})
export type PaperIntake = z.infer<typeof PaperIntake>

/** One dossier of a filing as it comes in, whatever the channel. */
export const DossierIntake = z.strictObject({
  procedureCode: z.string().max(64),
  /** The one-stop desk that takes it in. */
  receivingAgencyId: z.uuid(),
  /** The agency that decides, when the procedure leaves it open and it is not the desk's own. */
  decidingAgencyId: z.uuid().nullable().default(null),
  owner: Owner,
  submitter: Submitter.nullable().default(null),
  caseKey: z.string().max(60).default(generalCase),
  form: z.record(z.string(), z.unknown()).default({}),
  papers: z.array(PaperIntake).max(100).default([]),
  copies: z.number().int().min(1).max(50).default(1),
  returnMethod: ReturnMethod.default('electronic'),
  returnAddress: z.string().trim().max(500).default(''),
  note: z.string().trim().max(1_000).default(''),
})
export type DossierIntake = z.infer<typeof DossierIntake>

const procedureChannel = {
  'own-portal': 'online',
  'national-portal': 'online',
  counter: 'direct',
  'other-office': 'direct',
  post: 'postal',
} as const satisfies Record<FilingChannel, Channel>

export const procedureChannelOf = (channel: FilingChannel): Channel => procedureChannel[channel]

const channelByNumber: Readonly<Record<number, Channel>> = { 1: 'direct', 2: 'online', 3: 'postal' }

/** The same of a filed dossier, whose row keeps the number of the national portal. */
export const channelNumbered = (number: number): Channel => channelByNumber[number] ?? 'direct'

export type DecidedIntake = { readonly form: FormValues; readonly papers: readonly DecidedPaper[] }
export type DecidedPaper = { readonly paper: Paper; readonly given: PaperIntake | null }

type Offered = Offer & { readonly isOpen: boolean; readonly form: { readonly definition: FormDefinition } | null }

/** A paper that is said to lie with the state already: in a database or in the owner's store. */
export const claimedSource = (paper: Pick<PaperIntake, 'source'>): 'database' | 'store' | null =>
  paper.source === 'database' || paper.source === 'store' ? paper.source : null

const isGiven = (paper: Paper, given: PaperIntake | undefined, channel: FilingChannel): boolean => {
  if (given === undefined) return paper.acceptedAs.includes('e-form') || paper.acceptedAs.includes('database')
  if (given.source === 'paper') return channel !== 'own-portal' && given.originals + given.copies > 0
  if (given.source === 'e-form') return paper.acceptedAs.includes('e-form')
  return given.attachmentIds.length > 0 || claimedSource(given) !== null
}

/** Required papers that neither came with the filing nor are in the e-form or a state database. */
const missingPapers = (
  papers: readonly Paper[],
  given: ReadonlyMap<string, PaperIntake>,
  channel: FilingChannel,
): readonly Paper[] => papers.filter((paper) => paper.required && !isGiven(paper, given.get(paper.code), channel))

const channelRefusal = (offer: Offered, channel: FilingChannel): DossierRefusal | null => {
  if (!offer.isOpen || offer.local === null) return { code: 'dossier.procedure-closed' }
  if (!channelsOf(offer).includes(procedureChannelOf(channel))) return { code: 'dossier.channel-closed' }
  const { serviceLevel } = offer.local
  const online = procedureChannelOf(channel) === 'online'
  if (online && serviceLevel.level === 'partial' && !serviceLevel.fileOnline)
    return { code: 'dossier.counter-only', reason: serviceLevel.explanation }
  return null
}

/**
 * Whether a dossier may come in as it is: the procedure is open for the channel, the owner can be reached, the form is whole, the papers
 * are there. What comes to the counter or by post is filed as it is, also without all its papers: the officer accepts, asks for a
 * supplement or refuses, each with its slip.
 * @legal ND-61-2018 Điều 17
 */
export const decideIntake = (
  offer: Offered,
  intake: DossierIntake,
  channel: FilingChannel,
  today: Temporal.PlainDate,
): Result<DecidedIntake, DossierRefusal> => {
  const closed = channelRefusal(offer, channel)
  if (closed !== null) return refuse(closed)
  const fields = missingOwnerFields(intake.owner)
  if (fields.length > 0) return refuse({ code: 'dossier.owner-incomplete', fields })
  const form = offer.form === null ? accept({} as FormValues) : validateForm(offer.form.definition, intake.form, today)
  if (!form.ok) return refuse({ code: 'dossier.form-faulty', faults: form.refusal.faults })
  const papers = papersOf(offer, intake.caseKey)
  const given = new Map(intake.papers.map((paper) => [paper.code, paper]))
  const mustBeWhole = procedureChannelOf(channel) === 'online'
  const missing = mustBeWhole ? missingPapers(papers, given, channel) : []
  if (missing.length > 0) {
    return refuse({ code: 'dossier.papers-missing', papers: missing.map(({ code, name }) => ({ code, name })) })
  }
  return accept({
    form: form.value,
    papers: papers.map((paper) => ({ paper, given: given.get(paper.code) ?? null })),
  })
}
