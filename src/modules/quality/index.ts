export {
  type AuditChoices,
  type AuditDetail,
  type AuditLine,
  type FindingFile,
  type FindingLine,
  findAudit,
  findFindingFile,
  listAuditChoices,
  listAudits,
  listFindingFiles,
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
export { qualityWaiting } from './queries/waiting.ts'
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
export { type AddFindingEvidence, addFindingEvidence } from './use-cases/finding-evidence.ts'
export { draftProcess, enactProcess, withdrawProcess } from './use-cases/processes.ts'
