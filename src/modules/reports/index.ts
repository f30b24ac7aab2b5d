export {
  deskRegister,
  type RegisterLine,
  type RegisterPage,
  type RegisterPlace,
  type RegisterQuestion,
  streamDeskRegister,
} from './queries/desk-register.ts'
export { type ReportQuestion, type ReportRow, reportII06a } from './queries/report-ii06a.ts'
