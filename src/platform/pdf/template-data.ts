import type { ArchiveMinutesPage, ArchiveTablePage, FileCoverPage } from './archive-pages.ts'
import type { AuditReportPage } from './audit-report-page.ts'
import type { DocumentRegisterPage, EnvelopesPage, HandlingSlipPage, IncomingStampPage } from './incoming-pages.ts'
import type { CopyBlock, OfficialPage } from './official-page.ts'
import type { WeeklyPlanPage } from './weekly-plan-page.ts'

/**
 * What each template shows. All values are text as it shall be read (dates, sums and times already written out);
 * a missing optional value leaves its line out, or a dotted line where the legal form keeps the line.
 */
export type TemplateData = {
  readonly 'slip-01': AcceptanceSlip
  readonly 'slip-02': SupplementSlip
  readonly 'slip-03': RefusalSlip
  readonly 'slip-04': ApologySlip
  readonly 'slip-05': StopSlip
  readonly 'slip-06': ControlSlip
  readonly 'slip-07': DossierBook
  readonly receipt: PaymentReceipt
  readonly 'filing-copy': FilingCopy
  readonly 'outcome-birth-extract': BirthOutcome
  readonly 'outcome-marriage': MarriageOutcome
  readonly 'outcome-death-extract': DeathOutcome
  readonly 'outcome-household-business': HouseholdBusinessOutcome
  readonly 'outcome-construction-permit': ConstructionPermitOutcome
  readonly 'outcome-decision': DecisionOutcome
  readonly 'outcome-letter': LetterOutcome
  readonly 'official-document': OfficialPage
  readonly envelopes: EnvelopesPage
  readonly 'copy-sheet': { readonly copyBlock: CopyBlock }
  readonly 'document-register': DocumentRegisterPage
  readonly 'incoming-stamp': IncomingStampPage
  readonly 'handling-slip': HandlingSlipPage
  readonly 'archive-table': ArchiveTablePage
  readonly 'archive-minutes': ArchiveMinutesPage
  readonly 'file-cover': FileCoverPage
  readonly 'weekly-plan': WeeklyPlanPage
  readonly 'audit-report': AuditReportPage
}

export type PdfTemplate = keyof TemplateData

type SlipHead = {
  /** The superior agency, above the agency's own name. */
  readonly parentAgency?: string
  readonly agency: string
  /** Number with notation: `15/TTPVHCC`. */
  readonly number: string
  readonly place: string
  /** `ngày 28 tháng 8 năm 2026` */
  readonly date: string
  /** The dossier code; its own line under the title. */
  readonly code: string
  /** The procedure, or what is asked for. */
  readonly request: string
  readonly footnote?: string
  readonly qrCaption?: string
}

type SlipSigner = { readonly position?: string; readonly name: string; readonly digital?: boolean }

type SlipPerson = {
  readonly name: string
  readonly identity?: string
  readonly address?: string
  readonly phone?: string
  readonly email?: string
}

export type AcceptanceSlip = SlipHead & {
  readonly desk: string
  readonly applicant: SlipPerson
  readonly authorised?: SlipPerson & { readonly paper?: string }
  readonly papers: readonly {
    readonly name: string
    readonly original?: number
    readonly certified?: number
    readonly copy?: number
  }[]
  readonly sets?: string
  readonly timeLimit?: string
  readonly receivedAt: string
  readonly dueAt?: string
  readonly returnPlace?: string
  readonly fee?: string
  readonly book?: { readonly volume: string; readonly entry: string }
  readonly submitterName?: string
  readonly signer: SlipSigner
}

export type SupplementSlip = SlipHead & {
  readonly applicant: SlipPerson
  readonly items: readonly string[]
  readonly reason: string
  readonly deadline?: string
  readonly contact: { readonly name?: string; readonly phone?: string }
  readonly signer: SlipSigner
}

export type RefusalSlip = SlipHead & {
  readonly desk: string
  readonly applicant: SlipPerson
  readonly reasons: readonly string[]
  readonly guidance?: string
  readonly submitterName?: string
  readonly signer: SlipSigner
}

export type ApologySlip = SlipHead & {
  readonly applicant: SlipPerson
  /** `Ngày 03 tháng 8 năm 2026` */
  readonly receivedOn: string
  readonly dueAt: string
  readonly newDueAt: string
  readonly reason: string
  readonly signer: SlipSigner
}

export type StopSlip = SlipHead & {
  readonly applicant: SlipPerson
  readonly receivedAt: string
  readonly withdrawnAt?: string
  readonly stoppedAt: string
  readonly reason: string
  readonly confirmation?: string
  readonly guidance?: string
  readonly signer: SlipSigner
}

export type ControlSlip = SlipHead & {
  readonly consulted?: string
  readonly receivedAt: string
  readonly dueAt?: string
  readonly handovers: readonly {
    readonly fromUnit: string
    readonly fromPerson?: string
    readonly toUnit: string
    readonly toPerson?: string
    readonly at: string
    /** `trước hạn`, `đúng hạn` or `quá hạn` */
    readonly result?: string
    readonly note?: string
  }[]
}

export type DossierBook = {
  readonly parentAgency?: string
  readonly agency: string
  readonly field?: string
  readonly volume?: string
  readonly from: string
  readonly to: string
  readonly footnote?: string
  readonly rows: readonly {
    readonly code: string
    readonly procedure: string
    readonly person: string
    readonly contact?: string
    readonly agency: string
    readonly receivedAt: string
    readonly dueAt?: string
    readonly returnedAt?: string
    readonly returnWay?: string
    readonly receipt?: string
  }[]
}

export type PaymentReceipt = SlipHead & {
  readonly copyName?: string
  readonly collector: string
  readonly taxCode?: string
  readonly payer: { readonly name: string; readonly address?: string }
  readonly items: readonly { readonly name: string; readonly amount: string }[]
  readonly total: string
  readonly totalInWords: string
  readonly way: string
  readonly paidAt: string
  readonly reference?: string
  readonly submitterName?: string
  readonly signer: SlipSigner
}

export type FilingCopy = {
  readonly agency: string
  readonly request: string
  readonly code: string
  readonly submittedAt: string
  readonly channel?: string
  readonly dueAt?: string
  readonly footnote?: string
  readonly qrCaption?: string
  readonly sections: readonly {
    readonly title: string
    readonly fields: readonly { readonly label: string; readonly value?: string }[]
  }[]
  readonly files: readonly { readonly paper: string; readonly name: string; readonly size: string }[]
}

type OutcomeHead = {
  readonly parentAgency?: string
  readonly agency: string
  /** What follows the number after a slash: `GPXD`, `QĐ-UBND`; the number itself is given when the clerk seals. */
  readonly notation?: string
  readonly place: string
  readonly signer: {
    /** Authority and position, a line each: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
    readonly lines: readonly string[]
    readonly name: string
  }
  readonly qrCaption?: string
}

type Parent = {
  readonly name: string
  readonly birthYear?: string
  readonly ethnicity?: string
  readonly nationality?: string
  readonly residence?: string
}

export type BirthOutcome = OutcomeHead & {
  /** The certificate itself, or an extract (copy) of the entry. */
  readonly form: 'certificate' | 'extract'
  readonly child: {
    readonly name: string
    readonly birthDate: string
    readonly birthDateInWords: string
    readonly sex: string
    readonly ethnicity: string
    readonly nationality: string
    readonly birthPlace: string
    readonly homeTown: string
    readonly identity?: string
  }
  readonly mother?: Parent
  readonly father?: Parent
  readonly declarant: { readonly name: string; readonly document?: string }
  readonly registeredAt: string
  readonly registeredOn: string
}

type Spouse = {
  readonly name: string
  readonly birthDate: string
  readonly ethnicity: string
  readonly nationality: string
  readonly residence: string
  readonly document: string
}

export type MarriageOutcome = OutcomeHead & {
  readonly husband: Spouse
  readonly wife: Spouse
  readonly registeredAt: string
  readonly registeredOn: string
}

export type DeathOutcome = OutcomeHead & {
  readonly deceased: {
    readonly name: string
    readonly birthDate: string
    readonly sex: string
    readonly ethnicity: string
    readonly nationality: string
    readonly residence?: string
    readonly document?: string
  }
  readonly diedAt: string
  readonly diedAtInWords: string
  readonly diedIn: string
  readonly cause?: string
  readonly notice?: string
  readonly declarant?: string
  readonly registeredAt: string
  readonly registeredOn: string
}

export type HouseholdBusinessOutcome = OutcomeHead & {
  readonly businessCode: string
  /** `Đăng ký lần đầu, ngày 28 tháng 8 năm 2026` */
  readonly registration: readonly string[]
  readonly name: string
  readonly address: string
  readonly phone?: string
  readonly email?: string
  readonly trades: readonly { readonly name: string; readonly code?: string }[]
  readonly capital: string
  readonly owner: {
    readonly name: string
    readonly sex: string
    readonly birthDate: string
    readonly ethnicity?: string
    readonly nationality: string
    readonly identity: string
    readonly residence: string
    readonly contactAddress?: string
  }
  readonly members?: readonly { readonly name: string; readonly identity: string; readonly residence: string }[]
}

export type ConstructionPermitOutcome = OutcomeHead & {
  /** `Sử dụng cho nhà ở riêng lẻ` */
  readonly usage: string
  readonly grantee: { readonly name: string; readonly identity?: string; readonly address: string }
  readonly work: string
  readonly design?: string
  /** Location, ground level, density, setback lines, floor areas, height, storeys … in the order of the form. */
  readonly particulars: readonly { readonly label: string; readonly value: string }[]
  readonly landRight: string
  readonly begun?: string
  readonly validity: string
  readonly recipients: readonly string[]
}

export type DecisionOutcome = OutcomeHead & {
  /** What the decision is about: `Về việc hưởng trợ cấp xã hội hàng tháng` */
  readonly subject: string
  /** Who decides: `CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG VIỆT TRÌ` */
  readonly decider: string
  readonly bases: readonly string[]
  readonly articles: readonly string[]
  readonly recipients: readonly string[]
}

export type LetterOutcome = OutcomeHead & {
  readonly subject: string
  readonly addressees: readonly string[]
  readonly paragraphs: readonly string[]
  readonly recipients: readonly string[]
}
