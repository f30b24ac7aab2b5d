/** The outcome of a deed: either its value, or the reason why it was refused. A fault (a bug, a lost disk) is thrown instead. */
export type Result<Value, Refusal> = Accepted<Value> | Refused<Refusal>

export type Accepted<Value> = { readonly ok: true; readonly value: Value }
export type Refused<Refusal> = { readonly ok: false; readonly refusal: Refusal }

export const accept = <Value>(value: Value): Accepted<Value> => ({ ok: true, value })

export const refuse = <const Refusal extends { readonly code: string }>(refusal: Refusal): Refused<Refusal> => ({
  ok: false,
  refusal,
})

/** The end of an exhaustive switch: does not compile while a case is missing. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`)
}

/** The value of a result that cannot be refused here; throws when it was. For scripts and tests. */
export const acceptedValue = <Value, Refusal>(result: Result<Value, Refusal>): Value => {
  if (result.ok) return result.value
  throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
}
