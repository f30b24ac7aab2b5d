export * from './actor.ts'
export * from './session.ts'
