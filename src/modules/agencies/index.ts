export {
  agenciesUnder,
  agencyNameOn,
  childAgencies,
  findAgencies,
  findAgency,
  findAgencyByCode,
  remitOf,
  successorOf,
} from './queries/agency-tree.ts'
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
export {
  type FoundAdministration,
  type FoundingRefusal,
  foundAdministration,
} from './use-cases/found-administration.ts'
