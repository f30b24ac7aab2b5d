import { keepSignedDestruction, keepSignedMinutes } from '#modules/archive/index.ts'
import { keepSignedOutcome } from '#modules/dossiers/index.ts'
import { keepDesktopSeal, keepSignedDocument, sealSubject } from '#modules/official-documents/index.ts'
import type { DesktopSigning } from '#modules/signatures/domain/index.ts'
import type { ReturnedFiles } from '#modules/signatures/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { archiveDeps } from '../archive/archive-parts.ts'
import { destructionPath, handOverPath } from '../files/file-paths.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { queuePaths } from './batch-scene.ts'

export type Problem = { readonly status: number; readonly text: string }

/** Where a document in the hands of a tool belongs, and how it is taken back; null when it was taken. */
type DesktopPlace = {
  readonly path: (id: string) => string
  readonly keep: (
    request: PageRequest,
    t: Messages,
    signing: DesktopSigning,
    files: ReturnedFiles,
  ) => Promise<Problem | null>
}

const destruction = (paper: 'council' | 'decision' | 'minutes'): DesktopPlace => ({
  path: destructionPath,
  keep: async (request, t, { subject, version }, [{ content }]) => {
    const command = { destructionId: subject.id, paper, version }
    const kept = await keepSignedDestruction(archiveDeps(request), officerOf(request), command, content)
    return kept.ok ? null : answerArchiveRefusal(t, kept.refusal)
  },
})

const places = {
  outcome: {
    path: (id) => `${queuePaths.sign}/${id}`,
    keep: async (request, t, { subject, version }, [{ content }]) => {
      const command = { dossierId: subject.id, version }
      const kept = await keepSignedOutcome(
        request.deps.dossiers(request.province),
        officerOf(request),
        command,
        content,
      )
      return kept.ok ? null : answerDossierRefusal(t, kept.refusal)
    },
  },
  'official-document': {
    path: documentPath,
    keep: async (request, t, { subject, version, serial }, [{ content, before, level }]) => {
      const command = { documentId: subject.id, version }
      const proof = { certificateSerial: serial, keyPlace: 'desktop', level } as const
      const deps = request.deps.dossiers(request.province)
      const kept = await keepSignedDocument(deps, officerOf(request), command, { content, before, proof })
      return kept.ok ? null : answerOutgoingRefusal(t, kept.refusal)
    },
  },
  [sealSubject]: {
    path: documentPath,
    keep: async (request, t, { subject, basis, serial }, [{ content, level }, ...along]) => {
      const deps = request.deps.dossiers(request.province)
      const command = { documentId: subject.id, holdId: basis ?? '' }
      const proof = { certificateSerial: serial, keyPlace: 'desktop', level } as const
      const issued = await keepDesktopSeal(deps, officerOf(request), command, { content, companions: along, proof })
      return issued.ok ? null : answerOutgoingRefusal(t, issued.refusal)
    },
  },
  'hand-over': {
    path: handOverPath,
    keep: async (request, t, { subject }, [{ content }]) => {
      const kept = await keepSignedMinutes(archiveDeps(request), officerOf(request), subject.id, content)
      return kept.ok ? null : answerArchiveRefusal(t, kept.refusal)
    },
  },
  'destruction-council': destruction('council'),
  'destruction-decision': destruction('decision'),
  'destruction-minutes': destruction('minutes'),
} as const satisfies Readonly<Record<string, DesktopPlace>>

export type DesktopSubject = keyof typeof places

const isKnown = (kind: string): kind is DesktopSubject => Object.hasOwn(places, kind)

/** Kinds of documents that are signed on their signer's own machine; a document of another kind was never handed out. */
export const desktopPlace = (kind: string): DesktopPlace => {
  if (!isKnown(kind)) throw new Error(`nothing of the kind ${kind} is signed elsewhere`)
  return places[kind]
}
