import { randomBytes } from 'node:crypto'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { moveAttachments } from '#modules/attachments/index.ts'
import { acceptanceDue } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { quantitiesOf } from '#modules/forms/domain/index.ts'
import type { Actor, Assurance } from '#modules/identity/domain/index.ts'
import { chargesOf, withCopies } from '#modules/payments/domain/index.ts'
import { createCharges } from '#modules/payments/index.ts'
import { limitOf } from '#modules/procedures/domain/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import { firstStep } from '#modules/processes/domain/index.ts'
import { openWorkItem } from '#modules/processes/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import type { Tx } from '#platform/database/connection.ts'
import { hashesOf } from '#platform/secrets/sealing.ts'
import { getSetting } from '#platform/settings/settings.ts'
import { nationalChannel } from '../domain/dossier.ts'
import { type DossierCodeRule, dossierCode, dossierCodePrefix, dossierCodeRuleKey } from '../domain/dossier-code.ts'
import { type DecidedIntake, type DossierIntake, decideIntake, procedureChannelOf } from '../domain/intake.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { statusCodes } from '../domain/status.ts'
import { type FilingAgency, findAgency, findPlacedAgency, type PlacedAgency } from '../store/agencies.ts'
import { insertDossier } from '../store/dossiers.ts'
import { findAssurance } from '../store/owners.ts'
import { insertPapers } from '../store/papers.ts'
import { addParticipant } from '../store/participants.ts'
import type { FiledDossier, ReceiveFiling } from './filing-command.ts'
import { type DossierDeps, recordFirstDeed } from './scene.ts'

export type FilingFrame = {
  readonly tx: Tx
  readonly deps: DossierDeps
  readonly actor: Actor
  readonly command: ReceiveFiling
  readonly now: Temporal.Instant
}

const accountOf = (actor: Actor): string | null => (actor.kind === 'citizen' ? actor.accountId : null)

type Places = { readonly receiving: FilingAgency; readonly deciding: FilingAgency }

/** Which desk takes it in and which agency decides: always the same one, or the People's Committee above the chosen desk. */
const placesOf = async (
  tx: Tx,
  offer: OfferedProcedure,
  intake: DossierIntake,
  desk: PlacedAgency | null,
): Promise<Places | null> => {
  if (desk === null || desk.agency.kind !== 'one-stop-desk') return null
  const { agency: receiving, parent } = desk
  const named = offer.decidingAgencyId ?? intake.decidingAgencyId
  const deciding = named === null || named === parent?.id ? parent : await findAgency(tx, named)
  if (deciding === null) return null
  const isCommune = deciding.kind === 'peoples-committee' && deciding.level === 'commune'
  return offer.decidingAgencyId !== null || isCommune ? { receiving, deciding } : null
}

/** Takes the code; the counter of the desk and day stays locked until the filing is committed. */
const takeCode = async (
  frame: FilingFrame,
  { receiving, deciding }: Places,
  rule: DossierCodeRule,
): Promise<string> => {
  const leading = rule.leadingAgency === 'receiving' ? receiving : deciding
  const prefix = dossierCodePrefix(leading.code, localDate(frame.now))
  return dossierCode(rule, prefix, await nextNumber(frame.tx, 'dossier-code', prefix))
}

type Decided = {
  readonly id: string
  readonly offer: OfferedProcedure
  readonly intake: DossierIntake
  readonly decided: DecidedIntake
  readonly places: Places
  readonly workingTime: WorkingTime
  readonly assurance: Assurance
}

type Coded = { readonly code: string; readonly trackingKey: string; readonly acceptBy: Temporal.Instant }

const writeDossier = (frame: FilingFrame, made: Decided, coded: Coded): Promise<void> => {
  const { deps, now, command } = frame
  const { offer, intake, decided } = made
  const { owner } = intake
  const limit = limitOf(offer, procedureChannelOf(command.channel))
  return insertDossier(frame.tx, {
    id: made.id,
    filing_id: command.filingId,
    code: coded.code,
    procedure_id: offer.id,
    procedure_name: offer.published.name,
    form_definition_id: offer.form?.id ?? null,
    process_definition_id: offer.process?.id ?? null,
    title: tidy(`${offer.published.name} - ${owner.name}`).slice(0, 1_000),
    status: statusCodes.registered,
    channel: nationalChannel[command.channel],
    receiving_agency_id: made.places.receiving.id,
    deciding_agency_id: made.places.deciding.id,
    account_id: accountOf(frame.actor),
    owner_kind: owner.kind,
    owner_name: tidy(owner.name),
    owner_identity_sealed: deps.sealing.seal(owner.identityNumber),
    owner_identity_hash: deps.sealing.hash(owner.identityNumber),
    owner_assurance: made.assurance,
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
    accept_by: coded.acceptBy,
    tracking_key: coded.trackingKey,
    updated_at: now,
  })
}

const openReceipt = (frame: FilingFrame, made: Decided, { acceptBy }: Coded): Promise<string> => {
  const step = made.offer.process === null ? null : firstStep(made.offer.process.definition)
  return openWorkItem(frame.tx, {
    subjectKind: 'dossier',
    subjectId: made.id,
    procedureId: made.offer.id,
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

/** The files of its papers become the dossier's; all of them, or the filing names one that is not its own. */
const takeFiles = async ({ tx, command }: FilingFrame, made: Decided): Promise<boolean> => {
  const fileIds = made.intake.papers.flatMap((paper) => paper.attachmentIds)
  const filing = { kind: 'filing', id: command.filingId }
  return (await moveAttachments(tx, filing, { kind: 'dossier', id: made.id }, fileIds)) === fileIds.length
}

const recordFiled = (frame: FilingFrame, made: Decided, code: string): Promise<void> =>
  recordFirstDeed({ tx: frame.tx, now: frame.now, dossier: { id: made.id, code } }, frame.actor, 'dossier.filed', {
    channel: frame.command.channel,
    procedureCode: made.intake.procedureCode,
    receivingAgencyId: made.places.receiving.id,
    papers: made.decided.papers.filter((one) => one.given !== null).length,
    formDigest: frame.deps.sealing.hash(JSON.stringify(made.decided.form)).toString('hex'),
  })

/** What fees are counted by: as the e-form says, else as many copies as sets were handed in. */
const quantitiesIn = ({ offer, intake, decided }: Decided): ReadonlyMap<string, number> => {
  const asked = offer.form === null ? [] : quantitiesOf(offer.form.definition, decided.form)
  return withCopies(intake.copies, asked)
}

/** Everything that is written of a dossier, in one turn to the database: nobody waits for the counter longer than that. */
const writeAll = async (frame: FilingFrame, made: Decided, coded: Coded): Promise<boolean> => {
  const { tx, now, command } = frame
  const { id, offer, decided, places } = made
  const charges = chargesOf(offer, procedureChannelOf(command.channel), quantitiesIn(made))
  const [, areFilesOwn] = await Promise.all([
    writeDossier(frame, made, coded),
    takeFiles(frame, made),
    insertPapers(tx, id, command.channel, decided.papers),
    createCharges(tx, { filingId: command.filingId, dossierId: id, charges, at: now }),
    addParticipant(tx, { subjectId: id, agencyId: places.receiving.id, capacity: 'receiving', from: now }),
    openReceipt(frame, made, coded),
    recordFiled(frame, made, coded.code),
  ])
  return areFilesOwn
}

const assuranceOf = async ({ tx, deps, actor }: FilingFrame, owner: DossierIntake['owner']): Promise<Assurance> => {
  const accountId = accountOf(actor)
  return accountId === null ? 'declared' : findAssurance(tx, accountId, hashesOf(deps.sealing, owner.identityNumber))
}

/** What must be read to file a dossier. */
const readForDossier = async (frame: FilingFrame, intake: DossierIntake) => {
  const { tx, deps, now } = frame
  const today = localDate(now)
  const [offer, desk, workingTime, codeRule, assurance] = await Promise.all([
    deps.catalogue.findByCode(tx, intake.procedureCode, today),
    findPlacedAgency(tx, intake.receivingAgencyId),
    deps.workingTime(tx),
    getSetting(tx, dossierCodeRuleKey, today),
    assuranceOf(frame, intake.owner),
  ])
  return { intake, offer, desk, workingTime, codeRule: codeRule.value, assurance }
}

export type ReadForDossier = Awaited<ReturnType<typeof readForDossier>>

/** The same for all dossiers of a filing, asked for in one turn. */
export const readForDossiers = (frame: FilingFrame): Promise<readonly ReadForDossier[]> =>
  Promise.all(frame.command.dossiers.map((intake) => readForDossier(frame, intake)))

/** One dossier of a filing, inside its transaction. */
export const fileDossier = async (
  frame: FilingFrame,
  { intake, offer, desk, workingTime, codeRule, assurance }: ReadForDossier,
  id: string,
): Promise<Result<FiledDossier, DossierRefusal>> => {
  const { tx, now, command } = frame
  const today = localDate(now)
  if (offer === null) return refuse({ code: 'dossier.procedure-unknown' })
  const decided = decideIntake(offer, intake, command.channel, today)
  if (!decided.ok) return decided
  const places = await placesOf(tx, offer, intake, desk)
  if (places === null) return refuse({ code: 'dossier.agency-not-competent' })
  const made = { id, offer, intake, decided: decided.value, places, workingTime, assurance }
  const coded = {
    code: await takeCode(frame, places, codeRule),
    trackingKey: randomBytes(9).toString('base64url'),
    acceptBy: acceptanceDue(workingTime.calendar, workingTime.rulesOn(today), now),
  }
  if (!(await writeAll(frame, made, coded))) return refuse({ code: 'dossier.file-foreign' })
  return accept({ id, code: coded.code, trackingKey: coded.trackingKey })
}
