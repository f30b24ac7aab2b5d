export type { AttachmentHead, Correspondent, DocumentMessage, EdxmlMessage, StatusMessage } from './edxml/index.ts'
