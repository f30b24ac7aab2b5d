export {
  agenciesUnder,
  agencyNameOn,
  childAgencies,
  findAgencies,
  findAgency,
  findAgencyByCode,
  findOwnAgency,
  listAgencyNames,
  remitOf,
  successorOf,
} from './queries/agency-tree.ts'
export {
  type DutyAgency,
  type DutyLine,
  type DutyPost,
  doesDuty,
  dutyAgencies,
  listDuties,
  listDutyPosts,
  readableAgencies,
} from './queries/duties.ts'
export { isAdministratorOfProvince } from './queries/officer-remit.ts'
export {
  type AgencyFacts,
  type AgencyLine,
  agencyFacts,
  findOfficerPage,
  listOrganisation,
  type OfficerPage,
} from './queries/organisation.ts'
export {
  countAskedLeaves,
  type DelegationLine,
  findHeaded,
  type HeadedPersonnel,
  headedPersonnel,
  type LeaveLine,
  type OwnPersonnel,
  ownPersonnel,
} from './queries/personnel.ts'
export { isHeadOf } from './queries/personnel-remit.ts'
export { type DeskFilter, listReceivingDesks } from './queries/receiving-desks.ts'
export {
  type AgencyToLoad,
  codeIssuers,
  type Founding,
  hasAgencies,
  type LoadedAgencies,
  type LoadedAgency,
  loadAgencies,
  type UnitToLoad,
} from './store/load-agencies.ts'
export { type DelegationToLoad, loadOfficers, type OfficerToLoad, type PostToLoad } from './store/load-officers.ts'
export { heldDelegations } from './store/personnel/held-delegations.ts'
export type { Handing, OpenWorkKind } from './store/personnel/open-work-kind.ts'
export { hasUnit } from './store/units.ts'
export { AbolishAgency, abolishAgency } from './use-cases/abolish-agency.ts'
export { AddAgencyCode, addAgencyCode } from './use-cases/add-agency-code.ts'
export {
  type FoundAdministration,
  type FoundingRefusal,
  foundAdministration,
} from './use-cases/found-administration.ts'
export {
  type ImportLine,
  type ImportLineRefusal,
  importOrganisation,
  type OrganisationFile,
  type OrganisationReport,
  organisationFiles,
} from './use-cases/import-organisation.ts'
export {
  AddOfficer,
  addOfficer,
  ChangeOfficer,
  changeOfficer,
  EndPost,
  endPost,
  SeatOfficer,
  seatOfficer,
} from './use-cases/officers.ts'
export type { OrganisationDeps } from './use-cases/organisation-deed.ts'
export { endDelegation, giveDelegation } from './use-cases/personnel/delegations.ts'
export { endDuty, giveDuty } from './use-cases/personnel/duties.ts'
export { handOverWork, previewHandOver } from './use-cases/personnel/hand-over.ts'
export { askLeave, decideLeave, endLeave } from './use-cases/personnel/leaves.ts'
export type { PersonnelDeps } from './use-cases/personnel/personnel-deed.ts'
export { saveAgency } from './use-cases/save-agency.ts'
export { saveUnit } from './use-cases/save-unit.ts'
