export { type DecidedSetting, listSettings } from './queries/list-settings.ts'
export { listAgencyScopes, type ScopeChoice } from './queries/setting-scopes.ts'
export {
  findRegistered,
  type RegisteredSetting,
  type SettingGroup,
  type SettingScopeKind,
  settingGroups,
  settingRegister,
} from './register.ts'
export {
  DecideSetting,
  type DecideSettingRefusal,
  decideSetting,
  type SettingDeps,
  type ValueFault,
} from './use-cases/decide-setting.ts'
export { WithdrawSetting, type WithdrawSettingRefusal, withdrawSetting } from './use-cases/withdraw-setting.ts'
