export { type Answer, type AnswerGroup, answersOf, type PrefillFacts, prefillOf } from './answers.ts'
export { conditionHolds, type FormField, fieldsOf, isShown } from './fields.ts'
export { type FormBody, formBodyOf, parseFormBody } from './form-body.ts'
export {
  FieldHint,
  FieldOption,
  FormDefinition,
  FormSection,
  PrefillSource,
  ShowWhen,
  Widget,
} from './form-definition.ts'
export { type FormFault, type FormFaultCode, type FormRefusal, formFaultCodes, formFaultText } from './form-faults.ts'
export { type FormValue, type FormValues, valueAt } from './form-values.ts'
export { quantitiesOf } from './quantities.ts'
export { validateForm } from './validate-form.ts'
