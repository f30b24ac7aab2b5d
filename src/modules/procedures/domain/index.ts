export { Channel, ChannelTerms } from './channel.ts'
export { Decider } from './decider.ts'
export { EverydayWord, EverydayWords } from './everyday-words.ts'
export { Fee, FeeKind } from './fee.ts'
export { homeCommune } from './home-commune.ts'
export { Certainty, LegalSource } from './legal-source.ts'
export { compareRecords, digestOf, type PublishedField, type RecordDifference } from './national-digest.ts'
export {
  longestNationalLine,
  type NationalRecord,
  type NationalRecordRefusal,
  parseNationalRecord,
} from './national-record.ts'
export { type Doubt, type DoubtCode, doubtCodes } from './national-source.ts'
export { type DuplicateRecord, type NationalLine, readNationalLines } from './national-stream.ts'
export {
  agree,
  channelsOf,
  feesAreByCase,
  feesOf,
  limitOf,
  limitTextOf,
  type Offer,
  paperCasesOf,
  papersOf,
} from './offer.ts'
export {
  additionOf,
  isUsualProcess,
  Offering,
  processKeyOf,
  readAddition,
  type UsualDeed,
  usualDeeds,
} from './offering.ts'
export { Outcome, PublishedOutcome } from './outcome.ts'
export { generalCase, Paper, PaperCase, PaperCode, PaperWay, PublishedPaper, PublishedPaperCase } from './paper.ts'
export { Explanation, LocalFees, LocalLimit, Procedure, ProvinceAddition } from './procedure.ts'
export { LegalBasis, ProcedureCode, ProcedureLevel, PublishedProcedure } from './published-procedure.ts'
export { PartialReason, ServiceLevel } from './service-level.ts'
export { TimeLimit, TimeUnit, workingHoursIn, workingHoursPerDay } from './time-limit.ts'
