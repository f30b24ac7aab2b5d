/** The XML of QCVN 102:2016, in which agencies send each other documents and tell what became of them. @legal QCVN-102-2016 */
export const edxmlNamespace = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'

/** An agency as a message names it. Its code is matched whole against the directory and never taken apart. */
export type Correspondent = {
  readonly code: string
  /** Whose body it is; empty when not told, as all that follows. */
  readonly inCharge: string
  readonly name: string
  readonly address: string
  readonly email: string
  readonly telephone: string
  readonly fax: string
  readonly website: string
}

/** Who wrote the message. */
export type Sender = {
  readonly department: string
  readonly departmentCode: string
  readonly name: string
  readonly nameCode: string
  readonly email: string
  readonly mobile: string
}

/** Another document, as its sender knows it. */
export type DocumentReference = {
  readonly agencyCode: string
  /** Number and notation as one text: `7816/VPCP-TTĐT`. */
  readonly code: string
  readonly documentId: string
  /** `2018-09-20`; null when not told, or no day. */
  readonly date: string | null
}

/** What a document message is for, in the order of its codes 0 to 3. */
export const purposes = ['new', 'recall', 'update', 'replacement'] as const
export type Purpose = (typeof purposes)[number]

/** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
export const priorities = [0, 1, 2, 3, 4] as const
export type Priority = (typeof priorities)[number]

/** 1 không phải chỉ đạo, 2 chỉ đạo, 3 báo cáo chỉ đạo. */
export const steerings = [1, 2, 3] as const
export type Steering = (typeof steerings)[number]

/** A place that the message passed; local time of Vietnam, `2018-09-20T15:04:05`. */
export type Hop = { readonly code: string; readonly at: string | null }

export type ReceiverChange = { readonly code: string; readonly isAdded: boolean }
export type Replaced = { readonly documentId: string; readonly agencyCodes: readonly string[] }

/** What the message does to documents that went before. */
export type Business = {
  /** The older document, when it is not the one in the head. */
  readonly documentId: string
  readonly purpose: Purpose
  readonly reason: string
  /** A paper copy follows. */
  readonly isOnPaper: boolean
  readonly change: {
    readonly isContent: boolean
    readonly receivers: readonly ReceiverChange[]
  } | null
  readonly replaced: readonly Replaced[]
  readonly sender: Sender
}

/** What a message tells of a file that lies in it. */
export type AttachmentHead = {
  /** Joins what the manifest tells with the content: `cid:…`. */
  readonly contentId: string
  readonly name: string
  readonly description: string
  readonly contentType: string
}

export type DocumentMessage = {
  readonly kind: 'document'
  readonly from: Correspondent
  readonly to: readonly Correspondent[]
  /** Unique for its sender and nobody else; opaque. */
  readonly documentId: string
  readonly code: { readonly number: string; readonly notation: string }
  readonly place: string
  readonly date: string | null
  readonly type: { readonly code: number | null; readonly detail: number | null; readonly name: string }
  readonly subject: string
  readonly content: string
  readonly signer: { readonly competence: string; readonly position: string; readonly fullName: string }
  readonly dueDate: string | null
  readonly priority: Priority | null
  readonly sphere: string
  readonly drafterMark: string
  readonly copies: number | null
  readonly pages: number | null
  readonly direction: boolean | null
  readonly appendices: readonly string[]
  readonly answers: readonly DocumentReference[]
  readonly steering: Steering | null
  /** Tasks of the steering system that this one answers. */
  readonly taskCodes: readonly string[]
  readonly applicationType: string
  /** Lines of "Nơi nhận": text for readers, not addressees. */
  readonly places: readonly string[]
  readonly business: Business
  readonly hops: readonly Hop[]
  readonly attachments: readonly AttachmentHead[]
}

/**
 * What became of a document, told by its receiver; 13 is told by its sender, who wants it back.
 * 01 đã đến, 02 từ chối, 03 tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành, 13 xin lấy lại, 15 đồng ý, 16 từ chối cập nhật, lấy lại.
 */
export const statusCodes = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const
export type StatusCode = (typeof statusCodes)[number]

export type StatusMessage = {
  readonly kind: 'status'
  readonly from: Correspondent
  /** The document; its agency is also who the message goes to. */
  readonly regarding: DocumentReference
  readonly sender: Sender
  readonly status: StatusCode
  readonly description: string
  /** Local time of Vietnam: `2018-09-21T08:30:00`. */
  readonly at: string | null
}

export type EdxmlMessage = DocumentMessage | StatusMessage
