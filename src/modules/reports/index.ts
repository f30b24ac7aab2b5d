export {
  type Desk,
  deskRegister,
  type RegisterLine,
  type RegisterPage,
  type RegisterPlace,
  type RegisterQuestion,
  registerDesks,
  streamDeskRegister,
} from './queries/desk-register.ts'
export {
  type DocumentShareRow,
  documentShares,
  type IssuedLine,
  type IssuedQuestion,
  listIssued,
} from './queries/document-shares.ts'
export { type ReportQuestion, type ReportRow, reportII06a } from './queries/report-ii06a.ts'
