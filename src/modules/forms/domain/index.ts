export { conditionHolds, type FormField, fieldsOf, isShown } from './fields.ts'
export {
  FieldHint,
  FieldOption,
  FormDefinition,
  FormSection,
  PrefillSource,
  ShowWhen,
  Widget,
} from './form-definition.ts'
export { type FormValue, type FormValues, valueAt } from './form-values.ts'
