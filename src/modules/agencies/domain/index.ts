export * from './agency.ts'
export * from './organisation.ts'
export * from './organisation-rows.ts'
export * from './organisation-words.ts'
