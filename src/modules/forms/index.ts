export { findForm, findFormInForce, loadFormDefinitions, type RecordedForm } from './store/definitions.ts'
