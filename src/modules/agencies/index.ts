export {
  agenciesUnder,
  agencyNameOn,
  childAgencies,
  findAgencies,
  findAgency,
  findAgencyByCode,
  findOwnAgency,
  remitOf,
  successorOf,
} from './queries/agency-tree.ts'
export { isAdministratorOfProvince } from './queries/officer-remit.ts'
export {
  type AgencyFacts,
  type AgencyLine,
  agencyFacts,
  findOfficerPage,
  listOrganisation,
  type OfficerPage,
} from './queries/organisation.ts'
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
export { saveAgency } from './use-cases/save-agency.ts'
export { saveUnit } from './use-cases/save-unit.ts'
