import type { z } from 'zod'

/** A dated setting of this module with the value that holds where the province has decided nothing: the strictest the law allows. */
export type SettingKey<Value> = {
  readonly key: string
  readonly schema: z.ZodType<Value>
  readonly whenUndecided: Value
}
