import type { Operation } from '../operation.ts'
import { draftOperations } from './draft-operations.ts'
import { keyOperations } from './key-operations.ts'
import { machineOperations } from './machine-operations.ts'
import { moneyOperations } from './money-operations.ts'
import { officerActs } from './officer-acts.ts'
import { officerOperations } from './officer-operations.ts'
import { ownOperations } from './own-operations.ts'
import { publicOperations } from './public-operations.ts'

/** Everything that programs can ask and do, in the order in which the description tells it. */
export const operations: readonly Operation[] = [
  ...publicOperations,
  ...draftOperations,
  ...ownOperations,
  ...officerOperations,
  ...officerActs,
  ...moneyOperations,
  ...machineOperations,
  ...keyOperations,
]
