export { loadActor } from './queries/load-actor.ts'
export { type CitizenToLoad, type DemoPassword, loadCitizens, loadOfficerAccounts } from './store/load-accounts.ts'
