import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { followColumns, handOverColumns, incomingColumns } from '../domain/books/incoming-register.ts'
import {
  type BookPage,
  bookPage,
  copyColumns,
  keptCopyColumns,
  outgoingColumns,
  postColumns,
  type RegisterForm,
} from '../domain/books/register-forms.ts'
import {
  type BookQuestion,
  listCopyLines,
  listHandOvers,
  listIncomingLines,
  listOutgoingLines,
  listPostLines,
} from './book-lines.ts'
import type { RegisterBook } from './books.ts'
import { listKeptCopyLines } from './kept-copies.ts'

/** A book of the officer's registries in one of its forms: for the page and for the print alike. One statement. */
export const readBook = async (
  reader: Reader,
  actor: OfficerActor,
  { direction }: Pick<RegisterBook, 'direction'>,
  asked: BookQuestion & { readonly form: RegisterForm },
): Promise<BookPage> => {
  if (direction === 'copy')
    return bookPage('Sổ đăng ký bản sao', copyColumns, await listCopyLines(reader, actor, asked))
  if (direction === 'outgoing' && asked.form === 'post')
    return bookPage('Sổ gửi văn bản đi bưu điện', postColumns, await listPostLines(reader, actor, asked))
  if (direction === 'outgoing' && asked.form === 'use')
    return bookPage('Sổ sử dụng bản lưu', keptCopyColumns, await listKeptCopyLines(reader, actor, asked))
  if (direction === 'outgoing')
    return bookPage('Sổ đăng ký văn bản đi', outgoingColumns, await listOutgoingLines(reader, actor, asked))
  if (asked.form === 'hand-over')
    return bookPage('Sổ chuyển giao văn bản đến', handOverColumns, await listHandOvers(reader, actor, asked))
  const lines = await listIncomingLines(reader, actor, asked)
  return asked.form === 'follow'
    ? bookPage('Sổ theo dõi giải quyết văn bản đến', followColumns, lines)
    : bookPage('Sổ đăng ký văn bản đến', incomingColumns, lines)
}
