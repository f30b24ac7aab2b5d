export * from './agency.ts'
