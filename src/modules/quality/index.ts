export {
  type AuditChoices,
  type AuditDetail,
  type AuditLine,
  type FindingLine,
  findAudit,
  listAuditChoices,
  listAudits,
  listFindings,
} from './queries/audits.ts'
export {
  listObjectives,
  listProcesses,
  listProcessVersions,
  listQualityAgencies,
  type ObjectiveLine,
  type ProcessVersion,
  type QualityAgency,
} from './queries/quality-lists.ts'
export {
  addFinding,
  agreeToAuditPlan,
  answerFinding,
  closeAudit,
  holdAudit,
  planAudit,
  setObjective,
  verifyFinding,
} from './use-cases/audits.ts'
export { draftProcess, enactProcess, withdrawProcess } from './use-cases/processes.ts'
