import { z } from 'zod'
import { accept } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { readDossierCode, statuses } from '#modules/dossiers/domain/index.ts'
import { findTracked } from '#modules/dossiers/index.ts'
import { paperCasesOf } from '#modules/procedures/domain/index.ts'
import { desksFor, listFields, procedurePage, searchProcedures } from '#modules/procedures/index.ts'
import { notThere } from '../api-refusal.ts'
import { type Operation, operation } from '../operation.ts'
import {
  FieldsReply,
  FilingTermsReply,
  FoundProcedures,
  ProcedureParams,
  ProcedureQuery,
  PublishedProcedureReply,
} from '../schemas/procedures.ts'
import { DossierCode } from '../schemas/shared.ts'

const findProcedures = operation({
  id: 'findProcedures',
  group: 'public',
  method: 'GET',
  path: '/api/v1/procedures',
  access: 'public',
  rateLimit: 'search',
  statementBudget: 3,
  query: ProcedureQuery,
  reply: FoundProcedures,
  run: async ({ request, query }) => {
    const { q, level, field, after, limit } = query
    const found = await searchProcedures(request.province.database, {
      query: q,
      limit,
      ...(level === undefined ? {} : { level }),
      ...(field === undefined ? {} : { field }),
      ...(after === undefined ? {} : { after }),
    })
    return accept({ ...found, procedures: found.procedures.map((card) => ({ ...card, levels: [...card.levels] })) })
  },
})

const readProcedure = operation({
  id: 'readProcedure',
  group: 'public',
  method: 'GET',
  path: '/api/v1/procedures/:code',
  access: 'public',
  statementBudget: 2,
  params: ProcedureParams,
  reply: PublishedProcedureReply,
  run: async ({ request, params }) => {
    const found = await procedurePage(request.province.database, params.code, localDate(request.now))
    if (found === null) return notThere
    return accept({
      ...found,
      levels: [...found.levels],
      subjects: [...found.subjects],
      ways: found.ways.map((way) => ({ ...way, fees: [...way.fees] })),
      paperCases: [...found.paperCases],
      steps: found.steps.text,
      conditions: found.conditions.text,
      outcomes: found.outcomes.map((outcome) => ({ name: outcome.name, code: outcome.code ?? null })),
      legalBasis: found.legalBasis.map((law) => ({ title: law.title, number: law.number })),
    })
  },
})

const readFilingTerms = operation({
  id: 'readFilingTerms',
  group: 'public',
  method: 'GET',
  path: '/api/v1/procedures/:code/filing-terms',
  access: 'public',
  statementBudget: 5,
  params: ProcedureParams,
  reply: FilingTermsReply,
  run: async ({ request, deps, params }) => {
    const { database } = request.province
    const offer = await deps.catalogue.findByCode(database, params.code, localDate(request.now))
    if (offer === null) return notThere
    const places = await desksFor(database, offer)
    const communes = places.kind === 'commune' ? places.communes : []
    return accept({
      code: offer.published.code,
      isOpen: offer.isOpen,
      form: offer.form === null ? null : { ...offer.form.definition },
      paperCases: [...paperCasesOf(offer)],
      desks: places.desks.map(({ id, name, address, phone }) => ({ id, name, address, phone })),
      communes: communes.map(({ deciding, desk }) => ({
        decidingAgencyId: deciding.id,
        name: deciding.name,
        deskId: desk.id,
      })),
    })
  },
})

const listProcedureFields = operation({
  id: 'listProcedureFields',
  group: 'public',
  method: 'GET',
  path: '/api/v1/fields',
  access: 'public',
  statementBudget: 1,
  reply: FieldsReply,
  run: async ({ request }) => accept({ fields: [...(await listFields(request.province.database))] }),
})

const Tracking = z.object({
  code: z.string(),
  status: z.enum(statuses),
  statusCode: z.number().int().min(1).max(10),
  percent: z.number(),
  receivingAgency: z.string(),
})

/** What anyone with the code may know: how far it is, not whose it is. */
const trackDossier = operation({
  id: 'trackDossier',
  group: 'public',
  method: 'GET',
  path: '/api/v1/tracking/:code',
  access: 'public',
  rateLimit: 'search',
  statementBudget: 1,
  params: DossierCode,
  reply: Tracking,
  run: async ({ request, params }) => {
    const code = readDossierCode(params.code)
    const found = code === null ? null : await findTracked(request.province.database, code)
    return found === null ? notThere : accept({ ...found })
  },
})

export const publicOperations: readonly Operation[] = [
  findProcedures,
  readProcedure,
  readFilingTerms,
  listProcedureFields,
  trackDossier,
]
