import { v7 } from 'uuid'

/** A UUID in its lower-case text form. */
export type Uuid = string

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isUuid = (text: string): text is Uuid => uuidPattern.test(text)

/** A new UUID of version 7: in the order in which one process makes them, so that rows made together lie together in an index and stay in turn. */
export const newId = (): Uuid => v7()
