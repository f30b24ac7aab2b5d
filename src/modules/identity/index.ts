export { type DemoAccount, listDemoAccounts } from './queries/list-demo-accounts.ts'
export {
  type AccountState,
  accountStates,
  findOfficerAccount,
  listOfficerAccounts,
  type OfficerAccountFilter,
  type OfficerAccountPage,
  type OfficerAccountView,
} from './queries/list-officer-accounts.ts'
export { loadActor } from './queries/load-actor.ts'
export { type ApiCaller, loadApiCaller } from './queries/load-api-caller.ts'
export { findOwnAccount, type OwnAccount } from './queries/own-account.ts'
export { findOwnFacts, type OwnFacts } from './queries/own-facts.ts'
export { findOwnSecurity, type OwnPasskey, type OwnSecurity, type OwnSessionView } from './queries/own-security.ts'
export { agenciesBelow, isInRemitOf, officerInRemit, worksOnlyIn } from './store/administrator-remit.ts'
export { keepForm, takeKeptForm } from './store/kept-forms.ts'
export { type CitizenToLoad, type DemoPassword, loadCitizens, loadOfficerAccounts } from './store/load-accounts.ts'
export { countRecoveryCodeHolders } from './store/second-factors.ts'
export { settingOn } from './store/settings.ts'
export {
  type ApiKeyDeps,
  DisableKey,
  disableMachineKey,
  disableOwnKey,
  IssueMachineKey,
  IssueOwnKey,
  issueMachineKey,
  issueOwnKey,
  listMachineKeys,
  listOwnKeys,
} from './use-cases/api-keys.ts'
export { type SignedIn, SignIn, type SignInDeps, type SignInFrom } from './use-cases/begin-session.ts'
export { ChangePassword, changePassword } from './use-cases/change-password.ts'
export { disableUnusedAccounts } from './use-cases/disable-unused-accounts.ts'
export { IssueOneTimePassword, issueOneTimePassword } from './use-cases/issue-one-time-password.ts'
export { linkEidToOwnAccount, linkExternalLogin } from './use-cases/link-external-login.ts'
export {
  type AccountDeed,
  type OfficerAccountRefusal,
  type OneTimePassword,
  openOfficerAccount,
  type RenewedPassword,
} from './use-cases/officer-accounts.ts'
export {
  AddPasskey,
  addPasskey,
  askForPasskey,
  NamePasskey,
  namePasskey,
  type PasskeyQuestion,
  RemovePasskey,
  removePasskey,
} from './use-cases/own-account/own-passkeys.ts'
export {
  draftApp,
  removeOwnApp,
  renewRecoveryCodes,
  SetUpApp,
  setUpApp,
} from './use-cases/own-account/own-second-factor.ts'
export { EndSession, endOtherSessions, endSessionElsewhere } from './use-cases/own-account/own-sessions.ts'
export type { RelyingParty } from './use-cases/passkey-challenge.ts'
export type { OwnSession } from './use-cases/prove-password.ts'
export { RegisterCitizen, registerCitizen } from './use-cases/register-citizen.ts'
export {
  AskPasswordReset,
  askPasswordReset,
  isResetOpen,
  passwordResetTask,
  ResetPassword,
  resetPassword,
  sendPasswordReset,
} from './use-cases/reset-password.ts'
export { CompleteSecondStep, completeSecondStep, findSecondStep } from './use-cases/second-step.ts'
export { signInCitizen } from './use-cases/sign-in-citizen.ts'
export { signInOfficer } from './use-cases/sign-in-officer.ts'
export { type EidPerson, type EidSignIn, openEidAccount, signInWithEid } from './use-cases/sign-in-with-eid.ts'
export {
  askPasskeyAtDoor,
  type PasskeyDoor,
  SignInWithPasskey,
  signInWithPasskey,
} from './use-cases/sign-in-with-passkey.ts'
export { signOut } from './use-cases/sign-out.ts'
export { UnlockOfficer, unlockOfficer } from './use-cases/unlock-officer.ts'
