import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import { maskIdentityNumber } from '#kernel/vietnamese-text.ts'
import { type TimeLimit, timeLimitFrom } from '#modules/calendar/domain/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { Deed } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { Submitter } from '../domain/dossier.ts'
import { type Status, statusOf } from '../domain/status.ts'
import { maySeeDossier } from './officer-remit.ts'

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const instantOrNull = instant.nullable()

const Paper = z.object({
  code: z.string(),
  name: z.string(),
  required: z.boolean(),
  originals: z.number(),
  copies: z.number(),
  source: z.string(),
  isGiven: z.boolean(),
  evidence: z.string(),
  supplementSeq: z.number().nullable(),
})

const File = z.object({ id: z.string(), purpose: z.string(), name: z.string(), mediaType: z.string() })

const Slip = z.object({
  id: z.string(),
  form: z.string(),
  notation: z.string(),
  madeAt: instant,
  isSigned: z.boolean(),
})

const Work = z.object({
  id: z.string(),
  stepKey: z.string(),
  deed: Deed,
  role: z.enum([
    'one-stop-officer',
    'unit-head',
    'handler',
    'leader',
    'clerk',
    'supervisor',
    'administrator',
    'auditor',
  ]),
  agencyId: z.string(),
  agencyName: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string(),
  officerId: z.string().nullable(),
  officerName: z.string().nullable(),
  state: z.enum(['open', 'paused', 'done', 'sent-back', 'cancelled']),
  openedAt: instant,
  dueAt: instantOrNull,
  closedAt: instantOrNull,
  doneByName: z.string().nullable(),
  doneByTitle: z.string().nullable(),
  doneByDelegation: z.boolean(),
  note: z.string(),
})

const Supplement = z.object({
  seq: z.number(),
  items: z.array(z.object({ paperCode: z.string(), text: z.string() })),
  reason: z.string(),
  requestedAt: instant,
  answerBy: instantOrNull,
  answeredAt: instantOrNull,
  answerNote: z.string(),
})

/** A further request that somebody laid before the head. */
const Proposal = z.object({
  items: z.array(z.object({ paperCode: z.string(), text: z.string() })),
  reason: z.string(),
  justification: z.string(),
  by: z.string(),
  title: z.string(),
  proposedAt: instant,
  verdict: z.enum(['approved', 'declined', 'dropped']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instantOrNull,
  note: z.string(),
})

const Apology = z.object({ reason: z.string(), signedAt: instant, dueAfter: instant, inTime: z.boolean().nullable() })

const OutcomeHead = z.object({
  kind: z.enum(['granted', 'refused']),
  name: z.string(),
  state: z.enum(['draft', 'agreed', 'signed', 'issued']),
  version: z.number(),
  notation: z.string().nullable(),
  /** Taken from its register, and waiting for the seal. */
  heldNumber: z.number().nullable(),
  attachmentId: z.string().nullable(),
  signedAttachmentId: z.string().nullable(),
  draftedBy: z.string(),
  draftedAt: instant,
  signedBy: z.string().nullable(),
  signedAt: instantOrNull,
})

const Parts = z.object({
  papers: z.array(Paper),
  files: z.array(File),
  slips: z.array(Slip),
  work: z.array(Work),
  supplements: z.array(Supplement),
  proposals: z.array(Proposal),
  apologies: z.array(Apology),
  outcome: OutcomeHead.nullable(),
})

export type OfficerPaper = z.infer<typeof Paper>
export type OfficerFile = z.infer<typeof File>
export type OfficerWork = z.infer<typeof Work>

type Head = {
  readonly id: string
  readonly code: string
  readonly procedureId: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly formDefinitionId: string | null
  readonly processDefinitionId: string | null
  readonly statusCode: number
  readonly channel: number
  readonly receivingAgencyId: string
  readonly receivingAgency: string
  readonly decidingAgencyId: string
  readonly decidingAgency: string
  readonly ownerKind: number
  readonly ownerName: string
  readonly ownerAssurance: string
  readonly ownerPhone: string
  readonly ownerEmail: string
  readonly ownerAddress: string
  readonly copies: number
  readonly returnMethod: 'electronic' | 'desk' | 'post'
  readonly returnAddress: string
  readonly filedAt: Temporal.Instant
  readonly acceptBy: Temporal.Instant | null
  readonly acceptedAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
  readonly finishedAt: Temporal.Instant | null
  readonly returnedAt: Temporal.Instant | null
  readonly reappointments: number
}

type Row = Head & {
  readonly identitySealed: Buffer | null
  readonly submitterSealed: Buffer | null
  readonly formSealed: Buffer | null
  readonly limitAmount: number | null
  readonly limitUnit: string | null
  readonly parts: unknown
}

/** A dossier with all that an officer needs to act on it. Identity numbers are masked; `identityNumbersOf` shows them, on record. */
export type OfficerDossier = Head &
  z.infer<typeof Parts> & {
    readonly status: Status
    readonly limit: TimeLimit | null
    readonly identityMasked: string
    readonly submitter: Submitter | null
    readonly form: Readonly<Record<string, unknown>>
  }

const parts = sql`jsonb_build_object(
  'papers', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'required', required, 'originals', originals,
      'copies', copies, 'source', source, 'isGiven', is_given, 'evidence', evidence, 'supplementSeq', supplement_seq) order by position), '[]')
    from dossier_paper where dossier_id = d.id),
  'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'purpose', f.purpose, 'name', f.name,
      'mediaType', s.media_type) order by f.added_at, f.id), '[]')
    from attachment f join stored_file s on s.sha256 = f.sha256
    where f.owner_id = d.id and f.owner_kind = 'dossier' and f.removed_at is null),
  'slips', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'form', form, 'notation', notation, 'madeAt', made_at,
      'isSigned', attachment_id is not null)
      order by made_at), '[]') from slip where dossier_id = d.id),
  'work', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'stepKey', w.step_key, 'deed', w.deed, 'role', w.role,
      'agencyId', w.agency_id, 'agencyName', wa.name, 'unitId', w.unit_id, 'unitName', coalesce(wu.name, ''),
      'officerId', w.officer_id, 'officerName', wo.full_name, 'state', w.state, 'openedAt', w.opened_at, 'dueAt', w.due_at,
      'closedAt', w.closed_at, 'doneByName', w.done_by_name, 'doneByTitle', w.done_by_title,
        'doneByDelegation', w.done_by_delegation, 'note', w.note)
      order by w.opened_at, w.id), '[]')
    from work_item w join agency wa on wa.id = w.agency_id left join unit wu on wu.id = w.unit_id
    left join officer wo on wo.id = w.officer_id where w.subject_id = d.id),
  'supplements', (select coalesce(jsonb_agg(jsonb_build_object('seq', seq, 'items', items, 'reason', reason,
      'requestedAt', requested_at, 'answerBy', answer_by, 'answeredAt', answered_at, 'answerNote', answer_note) order by seq), '[]')
    from supplement_request where dossier_id = d.id),
  'proposals', (select coalesce(jsonb_agg(jsonb_build_object('items', r.items, 'reason', r.reason, 'justification', r.justification,
      'by', r.contact_name, 'title', r.proposed_by_title, 'proposedAt', r.proposed_at, 'verdict', r.verdict,
      'decidedBy', head.full_name, 'decidedAt', r.decided_at, 'note', r.decision_note) order by r.proposed_at), '[]')
    from supplement_proposal r left join officer head on head.id = r.decided_by where r.dossier_id = d.id),
  'apologies', (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'signedAt', signed_at, 'dueAfter', due_after,
      'inTime', in_time) order by seq), '[]') from reappointment where dossier_id = d.id),
  'outcome', (select jsonb_build_object('kind', o.kind, 'name', o.name, 'state', o.state, 'version', o.version,
      'notation', o.notation, 'heldNumber', (select number from outcome_number_hold where outcome_id = o.id and voided_at is null),
      'attachmentId', o.attachment_id, 'signedAttachmentId', o.draft_attachment_id,
      'draftedBy', od.full_name, 'draftedAt', o.drafted_at, 'signedBy', os.full_name, 'signedAt', o.signed_at)
    from outcome o join officer od on od.id = o.drafted_by left join officer os on os.id = o.signed_by
    where o.dossier_id = d.id and o.state <> 'dropped')
)`

const findRow = async (reader: Reader, actor: OfficerActor, id: string, now: Temporal.Instant) => {
  const answer = await sql<Row>`
    select d.id, d.code, d.procedure_id as "procedureId", p.code as "procedureCode", d.procedure_name as "procedureName",
      d.form_definition_id as "formDefinitionId", d.process_definition_id as "processDefinitionId", d.status as "statusCode",
      d.channel, d.receiving_agency_id as "receivingAgencyId", r.name as "receivingAgency",
      d.deciding_agency_id as "decidingAgencyId", g.name as "decidingAgency", d.owner_kind as "ownerKind",
      d.owner_name as "ownerName", d.owner_assurance as "ownerAssurance", d.owner_phone as "ownerPhone",
      d.owner_email as "ownerEmail", d.owner_address as "ownerAddress", d.copies, d.return_method as "returnMethod",
      d.return_address as "returnAddress", d.filed_at as "filedAt", d.accept_by as "acceptBy",
      d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.finished_at as "finishedAt", d.returned_at as "returnedAt",
      d.reappointments, d.owner_identity_sealed as "identitySealed", d.submitter_sealed as "submitterSealed",
      d.form_sealed as "formSealed", d.limit_amount as "limitAmount", d.limit_unit as "limitUnit", ${parts} as parts
    from dossier d
    join procedure p on p.id = d.procedure_id
    join agency r on r.id = d.receiving_agency_id
    join agency g on g.id = d.deciding_agency_id
    where d.id = ${id} and ${maySeeDossier(actor, now)}`.execute(reader)
  return answer.rows[0]
}

const openJson = (sealing: Sealing, sealed: Buffer | null): unknown =>
  sealed === null ? null : JSON.parse(sealing.open(sealed))

const FormAnswers = z.record(z.string(), z.unknown())

/** One statement; null for a dossier that is not there and for one that the officer may not know of. */
export const dossierForOfficer = async (
  reader: Reader,
  sealing: Sealing,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<OfficerDossier | null> => {
  const row = await findRow(reader, actor, id, now)
  if (row === undefined) return null
  const { identitySealed, submitterSealed, formSealed, limitAmount, limitUnit, parts: lists, ...head } = row
  const submitter = openJson(sealing, submitterSealed)
  return {
    ...head,
    ...Parts.parse(lists),
    status: statusOf(row.statusCode),
    limit: timeLimitFrom({ amount: limitAmount, unit: limitUnit }),
    identityMasked: identitySealed === null ? '' : maskIdentityNumber(sealing.open(identitySealed)),
    submitter: submitter === null ? null : Submitter.parse(submitter),
    form: FormAnswers.parse(openJson(sealing, formSealed) ?? {}),
  }
}

/** The owner's number in full. Whoever asks writes to the log of looks that it was seen. */
export const ownerIdentityNumber = async (reader: Reader, sealing: Sealing, dossierId: string): Promise<string> => {
  const row = await reader
    .selectFrom('dossier')
    .select('owner_identity_sealed')
    .where('id', '=', dossierId)
    .executeTakeFirst()
  return row?.owner_identity_sealed == null ? '' : sealing.open(row.owner_identity_sealed)
}

/** A file of a dossier, for an officer who may see the dossier; one statement. */
export type OfficerFileContent = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}

export const fileForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  place: { readonly dossierId: string; readonly attachmentId: string },
  now: Temporal.Instant,
): Promise<OfficerFileContent | null> => {
  const answer = await sql<OfficerFileContent>`
    select f.name, s.media_type as "mediaType", s.size_bytes as "sizeBytes", f.sha256
    from attachment f
    join stored_file s on s.sha256 = f.sha256
    join dossier d on d.id = f.owner_id
    where f.id = ${place.attachmentId} and f.owner_kind = 'dossier' and d.id = ${place.dossierId} and f.removed_at is null
      and ${maySeeDossier(actor, now)}`.execute(reader)
  return answer.rows[0] ?? null
}

/** Whether an officer may see a dossier at all; its code, or null. */
export const codeForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<string | null> => {
  const answer = await sql<{ code: string }>`
    select d.code from dossier d where d.id = ${id} and ${maySeeDossier(actor, now)}`.execute(reader)
  return answer.rows[0]?.code ?? null
}

/** By its code and the name of its procedure, without anything of the citizen; null when the officer may not see it. */
export const matterForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<{ readonly code: string; readonly procedureName: string } | null> => {
  const { rows } = await sql<{ code: string; procedureName: string }>`
    select d.code, d.procedure_name as "procedureName" from dossier d
    where d.id = ${id} and ${maySeeDossier(actor, now)}`.execute(reader)
  return rows[0] ?? null
}
