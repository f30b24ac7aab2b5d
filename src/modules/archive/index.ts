export { packWorkFile } from './use-cases/pack-work-file.ts'
