export {
  type EntryView,
  entriesToOpen,
  type FileListLine,
  type FileListView,
  findFileList,
  type HeadingView,
  type ListPeople,
  listEntries,
  listFileLists,
  listHeadings,
  peopleForList,
} from './queries/file-lists.ts'
export { type FilesForDocument, filesForDocument } from './queries/files-for-document.ts'
export {
  findWorkFile,
  listActs,
  listItems,
  type WorkFileAct,
  type WorkFileItemView,
  type WorkFileView,
} from './queries/find-work-file.ts'
export { listWorkFiles, type WorkFileLine, type WorkFilePlace } from './queries/list-work-files.ts'
export { type FileProposals, listProposals } from './queries/proposals.ts'
export { fileListsWaiting } from './queries/waiting.ts'
export { maySeeWorkFile } from './queries/work-file-remit.ts'
export { type DocumentToKeep, findDocumentsByCode } from './store/documents-to-keep.ts'
export { keptFiles, plannedFiles } from './store/kept-files.ts'
export { lockWorkFiles, moveWorkFile, updateWorkFile } from './store/work-files.ts'
export { CloseWorkFile, closeWorkFile, ReopenWorkFile, reopenWorkFile } from './use-cases/close-work-file.ts'
export { DraftFileList, draftFileList } from './use-cases/file-list/draft-file-list.ts'
export {
  AddEntry,
  AddHeading,
  addEntry,
  addHeading,
  dropEntry,
  dropHeading,
  mayFill,
  RemoveFromList,
} from './use-cases/file-list/edit-file-list.ts'
export {
  IssueFileList,
  issueFileList,
  OnFileList,
  sendBackFileList,
  submitFileList,
} from './use-cases/file-list/issue-file-list.ts'
export { issuesList, keepsList } from './use-cases/file-list/on-file-list.ts'
export { keepDossierFile } from './use-cases/keep-dossier-file.ts'
export { mayKeep, onWorkFile, recordFileDeed, type WorkFileDeps } from './use-cases/on-work-file.ts'
export { OpenPlannedFile, OpenWorkFile, openPlannedFile, openWorkFile } from './use-cases/open-work-file.ts'
export {
  DismissProposed,
  dismissProposed,
  PutChosen,
  PutDocument,
  PutProposed,
  putChosen,
  putDocument,
  putProposed,
  TakeOut,
  takeOut,
} from './use-cases/put-document.ts'
export { SetFilingRule, setFilingRule } from './use-cases/set-filing-rule.ts'
