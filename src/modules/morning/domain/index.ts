export { newSince } from './newness.ts'
