import type { OfficerFile } from '#modules/dossiers/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FileViewerView } from '#web/ui/parts/files/file-viewer.tsx'
import type { DossierPaperView } from '#web/ui/views/officer/dossier-panel.tsx'
import type { ListAddress } from '../list/list-address.ts'
import {
  dossierHref,
  draftKey,
  draftPdfPath,
  filePath,
  receiptKey,
  receiptPath,
  slipKey,
  slipPath,
} from './dossier-address.ts'
import type { DossierScene } from './load-dossier.ts'

/** Something of the dossier that the viewer can show. */
export type ShownDocument = {
  readonly key: string
  readonly name: string
  readonly kind: FileViewerView['kind']
  readonly href: string
  readonly note?: string
}

const kindOf = (mediaType: string): FileViewerView['kind'] =>
  mediaType === 'application/pdf' ? 'pdf' : /^image\/(png|jpeg)$/.test(mediaType) ? 'image' : 'other'

const documentOf = (dossierId: string, file: OfficerFile, name: string): ShownDocument => ({
  key: file.id,
  name,
  kind: kindOf(file.mediaType),
  href: filePath(dossierId, file.id),
})

const slipName = (t: Messages, form: string, notation: string): string => {
  const names: Readonly<Record<string, string>> = t.officer.slipNames
  return [names[form] ?? '', notation].join(' ').trim()
}

/** Made by the program, not handed in. */
const madeNames = (t: Messages): Readonly<Record<string, string>> => ({
  receipt: t.officer.receiptFile,
  outcome: t.officer.outcomeFile,
  'outcome-signed': t.officer.outcomeSigned,
})

export type DossierDocuments = {
  readonly papers: readonly ShownDocument[]
  readonly slips: readonly ShownDocument[]
  readonly made: readonly ShownDocument[]
  readonly receipts: readonly ShownDocument[]
  readonly draft: ShownDocument | null
}

/** Everything that can be looked at, papers in the order in which they are asked for. */
export const documentsOf = (t: Messages, { dossier, money }: DossierScene): DossierDocuments => {
  const { id, outcome } = dossier
  const made = madeNames(t)
  const handedIn = dossier.files.filter((file) => made[file.purpose] === undefined && file.purpose !== 'slip')
  const ordered = dossier.papers.flatMap((paper) => handedIn.filter((file) => file.purpose === paper.code))
  const others = handedIn.filter((file) => !ordered.includes(file))
  // A signature that fell with a change of the draft leaves its file behind; only the one that counts is shown.
  const isLive = (file: OfficerFile) =>
    file.purpose !== 'outcome-signed' || (outcome?.state === 'signed' && outcome.signedAttachmentId === file.id)
  const isDrafted = outcome?.state === 'draft' || outcome?.state === 'agreed'
  return {
    papers: [...ordered, ...others].map((file) => documentOf(id, file, file.name)),
    slips: dossier.slips.map((slip) => ({
      key: slipKey(slip.id),
      name: slipName(t, slip.form, slip.notation),
      kind: 'pdf',
      href: slipPath(id, slip.id),
      note: slip.isSigned ? t.officer.slipSigned : t.officer.slipUnsigned,
    })),
    made: dossier.files
      .filter((file) => made[file.purpose] !== undefined && file.purpose !== 'receipt' && isLive(file))
      .map((file) => documentOf(id, file, made[file.purpose] ?? file.name)),
    // Asked for by its payment: a receipt that no job has made yet is made then.
    receipts: money.payments
      .filter((payment) => payment.state === 'paid')
      .map((payment) => ({
        key: receiptKey(payment.id),
        name: t.officer.receiptNumber(payment.receipt ?? ''),
        kind: 'pdf',
        href: receiptPath(id, payment.id),
      })),
    draft: isDrafted
      ? { key: draftKey, name: `${t.officer.outcomeDraft}: ${outcome.name}`, kind: 'pdf', href: draftPdfPath(id) }
      : null,
  }
}

/** What is open: the paper asked for; else the result where it is to be judged, signed or given out; else the first paper. */
export const chosenDocument = (
  documents: DossierDocuments,
  scene: DossierScene,
  wanted: string,
): ShownDocument | undefined => {
  const { papers, slips, made, receipts, draft } = documents
  const all = [...papers, ...slips, ...made, ...receipts, ...(draft === null ? [] : [draft])]
  const asked = all.find((one) => one.key === wanted)
  if (asked !== undefined) return asked
  const judged = scene.takable.some(({ work }) => ['review', 'sign', 'number', 'return'].includes(work.deed))
  const { outcome } = scene.dossier
  const result = made.find((one) => one.key === (outcome?.attachmentId ?? outcome?.signedAttachmentId)) ?? draft
  if (judged && result !== undefined && result !== null) return result
  return papers.find((one) => one.kind !== 'other') ?? papers[0] ?? result ?? slips[0] ?? undefined
}

export const viewerOf = (
  t: Messages,
  documents: DossierDocuments,
  shown: ShownDocument | undefined,
  place: { readonly dossierId: string; readonly address: ListAddress },
): FileViewerView | undefined => {
  if (shown === undefined) return undefined
  const { papers } = documents
  const at = papers.indexOf(shown)
  const hrefOf = (document: ShownDocument | undefined) =>
    document === undefined ? undefined : dossierHref(place.dossierId, place.address, document.key)
  return {
    name: shown.name,
    kind: shown.kind,
    href: shown.href,
    downloadHref: `${shown.href}?tai=1`,
    ...(at < 0
      ? {}
      : {
          previousHref: hrefOf(papers[at - 1]),
          nextHref: hrefOf(papers[at + 1]),
          position: t.officer.filePosition(at + 1, papers.length),
        }),
  }
}

/** The papers that must be there and those that came, each with what came of it. */
export const papersView = (
  t: Messages,
  scene: DossierScene,
  documents: DossierDocuments,
  shown: ShownDocument | undefined,
  address: ListAddress,
): readonly DossierPaperView[] =>
  scene.dossier.papers
    .filter((paper) => paper.isGiven || paper.required)
    .map((paper): DossierPaperView => {
      const sources: Readonly<Record<string, string>> = t.officer.sources
      const files = scene.dossier.files.filter((file) => file.purpose === paper.code)
      const counted = [t.officer.counted(paper.originals, paper.copies), paper.evidence]
        .filter((part) => part !== '')
        .join(' · ')
      return {
        name:
          paper.supplementSeq === null
            ? paper.name
            : `${t.officer.supplementFiles(paper.supplementSeq)}: ${paper.name}`,
        origin: paper.isGiven ? sources[paper.source] : undefined,
        isMissing: !paper.isGiven && paper.required,
        note: paper.isGiven && counted !== '' ? counted : undefined,
        files: files.map((file, index) => {
          const document = documents.papers.find((one) => one.key === file.id)
          return {
            href: dossierHref(scene.dossier.id, address, file.id),
            name: files.length === 1 ? file.name : t.officer.fileNumber(index + 1),
            isOpen: document !== undefined && document === shown,
          }
        }),
      }
    })
