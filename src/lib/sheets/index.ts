/**
 * sheets: any table file as rows of text with their physical places, and rows as records of a form.
 * It never trusts a file's name, never evaluates a formula, never guesses an encoding and never drops a row in silence;
 * it knows forms only as data and judges no value.
 */
export { columnIndex } from './address.js'
export { type ArchivedFile, listArchive } from './archive-files.js'
export type { ColumnType } from './column-types.js'
export { encodingOf } from './decode-text.js'
export { delimiterOf } from './delimiter.js'
export { type FormStamp, olderStamp, readStamp } from './form-stamp.js'
export { guessHeaderRow } from './guess-header.js'
export {
  type InspectedColumn,
  type InspectedSheet,
  type Inspection,
  inspectBook,
} from './inspect-book.js'
export type { ReadLimits } from './limits.js'
export { type FormsAt, listForms, loadForm } from './load-form.js'
export type {
  Book,
  BookFormat,
  FieldType,
  Form,
  FormField,
  FormReading,
  FormRecord,
  FormStream,
  HeaderMatch,
  MatchKind,
  OpenBook,
  OpenSheet,
  Sheet,
  SheetRow,
  SheetState,
  SheetTop,
  SkippedRows,
} from './model.js'
export { fieldNamed, withNamedColumns } from './named-columns.js'
export { openBook, type ReadBookOptions } from './open-book.js'
export { readBook, readBytes, wholeBook } from './read-book.js'
export { readForm } from './read-form.js'
export { type RecognisedForm, recogniseForm } from './recognise-form.js'
export { firstDifference, type ReturnDifference } from './return-check.js'
export { makeReturnFile } from './return-file.js'
export { type ListSheet, writeList, writeLists } from './return-list.js'
export { openWithoutReturnMarks, withoutReturnMarks } from './return-marks.js'
export type {
  CleanBook,
  ReturnFile,
  ReturnLine,
  ReturnMark,
  ReturnNotes,
  ReturnOrder,
  ReturnOrigin,
  ReturnSummary,
  ReturnTable,
} from './return-model.js'
export { isClosingText } from './row-kinds.js'
export { type ReadFormOptions, streamForm } from './stream-form.js'
export { unitOnLine } from './unit-line.js'
export type { FormRow } from './write-counts.js'
export { type FormCopy, type FormPart, writeForm, writeForms } from './write-form.js'
