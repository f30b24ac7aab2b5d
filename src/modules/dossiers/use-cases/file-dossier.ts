import { randomBytes } from 'node:crypto'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { moveAttachments } from '#modules/attachments/index.ts'
import { acceptanceDue } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { chargesOf } from '#modules/payments/domain/index.ts'
import { createCharges } from '#modules/payments/index.ts'
import { limitOf } from '#modules/procedures/domain/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import { firstStep } from '#modules/processes/domain/index.ts'
import { openWorkItem } from '#modules/processes/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import type { Tx } from '#platform/database/connection.ts'
import { getSetting } from '#platform/settings/settings.ts'
import { nationalChannel } from '../domain/dossier.ts'
import { dossierCode, dossierCodePrefix, dossierCodeRuleKey } from '../domain/dossier-code.ts'
import { type DecidedIntake, type DossierIntake, decideIntake, procedureChannelOf } from '../domain/intake.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { statusCodes } from '../domain/status.ts'
import { type FilingAgency, findAgency } from '../store/agencies.ts'
import { insertDossier } from '../store/dossiers.ts'
import { findAssurance } from '../store/owners.ts'
import { insertPapers } from '../store/papers.ts'
import { addParticipant } from '../store/participants.ts'
import type { FiledDossier, ReceiveFiling } from './filing-command.ts'
import { type DossierDeps, recordDeed } from './scene.ts'

export type FilingFrame = {
  readonly tx: Tx
  readonly deps: DossierDeps
  readonly actor: Actor
  readonly command: ReceiveFiling
  readonly now: Temporal.Instant
}

type Places = { readonly receiving: FilingAgency; readonly decidingAgencyId: string }

/** Which desk takes it in and which agency decides: always the same one, or the People's Committee above the chosen desk. */
const placesOf = async (tx: Tx, offer: OfferedProcedure, intake: DossierIntake): Promise<Places | null> => {
  const receiving = await findAgency(tx, intake.receivingAgencyId)
  if (receiving === null || receiving.kind !== 'one-stop-desk') return null
  if (offer.decidingAgencyId !== null) return { receiving, decidingAgencyId: offer.decidingAgencyId }
  const decidingAgencyId = intake.decidingAgencyId ?? receiving.parentId
  if (decidingAgencyId === null) return null
  const deciding = await findAgency(tx, decidingAgencyId)
  const isCommune = deciding?.kind === 'peoples-committee' && deciding.level === 'commune'
  return isCommune ? { receiving, decidingAgencyId } : null
}

/** Takes the code; the counter of the desk and day stays locked until the filing is committed. */
const takeCode = async (frame: FilingFrame, places: Places): Promise<string> => {
  const day = localDate(frame.now)
  const rule = (await getSetting(frame.tx, dossierCodeRuleKey, day)).value
  const leading =
    rule.leadingAgency === 'receiving' ? places.receiving : await findAgency(frame.tx, places.decidingAgencyId)
  const prefix = dossierCodePrefix((leading ?? places.receiving).code, day)
  return dossierCode(rule, prefix, await nextNumber(frame.tx, 'dossier-code', prefix))
}

type Decided = {
  readonly id: string
  readonly offer: OfferedProcedure
  readonly intake: DossierIntake
  readonly decided: DecidedIntake
  readonly places: Places
  readonly workingTime: WorkingTime
}

const writeDossier = async (
  frame: FilingFrame,
  made: Decided,
  code: string,
  acceptBy: Temporal.Instant,
): Promise<string> => {
  const { deps, now, command } = frame
  const { offer, intake, decided } = made
  const { owner } = intake
  const limit = limitOf(offer, procedureChannelOf(command.channel))
  const trackingKey = randomBytes(9).toString('base64url')
  const accountId = frame.actor.kind === 'citizen' ? frame.actor.accountId : null
  const hash = deps.sealing.hash(owner.identityNumber)
  await insertDossier(frame.tx, {
    id: made.id,
    filing_id: command.filingId,
    code,
    procedure_id: offer.id,
    procedure_name: offer.published.name,
    form_definition_id: offer.form?.id ?? null,
    process_definition_id: offer.process?.id ?? null,
    title: tidy(`${offer.published.name} - ${owner.name}`).slice(0, 1_000),
    status: statusCodes.registered,
    channel: nationalChannel[command.channel],
    receiving_agency_id: made.places.receiving.id,
    deciding_agency_id: made.places.decidingAgencyId,
    account_id: accountId,
    owner_kind: owner.kind,
    owner_name: tidy(owner.name),
    owner_identity_sealed: deps.sealing.seal(owner.identityNumber),
    owner_identity_hash: hash,
    owner_assurance: accountId === null ? 'declared' : await findAssurance(frame.tx, accountId, hash),
    owner_phone: owner.phone,
    owner_email: owner.email,
    owner_address: tidy(owner.address),
    submitter_sealed: intake.submitter === null ? null : deps.sealing.seal(JSON.stringify(intake.submitter)),
    form_sealed: deps.sealing.seal(JSON.stringify(decided.form)),
    copies: intake.copies,
    return_method: intake.returnMethod,
    return_address: intake.returnAddress,
    limit_amount: limit?.amount ?? null,
    limit_unit: limit?.unit ?? null,
    filed_at: now,
    accept_by: acceptBy,
    tracking_key: trackingKey,
    updated_at: now,
  })
  return trackingKey
}

const openReceipt = (frame: FilingFrame, made: Decided, acceptBy: Temporal.Instant): Promise<string> => {
  const step = made.offer.process === null ? null : firstStep(made.offer.process.definition)
  return openWorkItem(frame.tx, {
    subjectKind: 'dossier',
    subjectId: made.id,
    definitionId: made.offer.process?.id ?? null,
    stepKey: step?.key ?? 'receive',
    deed: 'receive',
    role: 'one-stop-officer',
    agencyId: made.places.receiving.id,
    unitId: null,
    officerId: null,
    openedAt: frame.now,
    dueAt: acceptBy,
    subjectDueAt: null,
    criticalAt: null,
    limitMinutes: made.workingTime.rulesOn(localDate(frame.now)).acceptanceMinutes,
  })
}

/** One dossier of a filing, inside its transaction. */
export const fileDossier = async (
  frame: FilingFrame,
  intake: DossierIntake,
  id: string,
): Promise<Result<FiledDossier, DossierRefusal>> => {
  const { tx, deps, now, command } = frame
  const offer = await deps.catalogue.findByCode(tx, intake.procedureCode, localDate(now))
  if (offer === null) return refuse({ code: 'dossier.procedure-unknown' })
  const decided = decideIntake(offer, intake, command.channel, localDate(now))
  if (!decided.ok) return decided
  const places = await placesOf(tx, offer, intake)
  if (places === null) return refuse({ code: 'dossier.agency-not-competent' })
  const workingTime = await deps.workingTime(tx)
  const acceptBy = acceptanceDue(workingTime.calendar, workingTime.rulesOn(localDate(now)), now)
  const made = { id, offer, intake, decided: decided.value, places, workingTime }
  const code = await takeCode(frame, places)
  const trackingKey = await writeDossier(frame, made, code, acceptBy)
  await insertPapers(tx, id, command.channel, decided.value.papers)
  const fileIds = intake.papers.flatMap((paper) => paper.attachmentIds)
  const from = { kind: 'filing', id: command.filingId }
  const moved = await moveAttachments(tx, from, { kind: 'dossier', id }, fileIds)
  if (moved !== fileIds.length) return refuse({ code: 'dossier.file-foreign' })
  await createCharges(tx, {
    filingId: command.filingId,
    dossierId: id,
    charges: chargesOf(offer, procedureChannelOf(command.channel), intake.copies),
    at: now,
  })
  await addParticipant(tx, { subjectId: id, agencyId: places.receiving.id, capacity: 'receiving', from: now })
  await openReceipt(frame, made, acceptBy)
  await recordDeed({ tx, now, dossier: { id, code } }, frame.actor, null, 'dossier.filed', {
    channel: command.channel,
    procedureCode: intake.procedureCode,
    receivingAgencyId: places.receiving.id,
    papers: decided.value.papers.filter((one) => one.given !== null).length,
    formDigest: deps.sealing.hash(JSON.stringify(decided.value.form)).toString('hex'),
  })
  return accept({ id, code, trackingKey })
}
