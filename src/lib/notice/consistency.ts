import type { z } from 'zod'
import { refuseDuplicates, refuseUnknown } from '../yaml/index.js'
import { type NoticeFile, noticeFile, type UnitsFile, unitsFile } from './schema.js'

type Context = z.core.$RefinementCtx

/** The notice file's schema with its parts checked against each other and against the roles of the catalogue. */
export function noticeFileFor(roles: readonly string[]) {
  return noticeFile.superRefine((file, context) => {
    checkIds(file, context)
    checkReferences(file, context)
    for (const [index, duty] of file.roles.entries()) {
      refuseUnknown(context, { value: duty.role, path: ['roles', index, 'role'], options: roles })
    }
    checkWindows(file, context)
  })
}

/** The unit list's schema with its codes, names and batches checked. */
export function unitsFileFor(batches: readonly string[]) {
  return unitsFile.superRefine(({ list }: UnitsFile, context) => {
    for (const key of ['code', 'name', 'short'] as const) {
      const values = list.map((unit) => unit[key])
      refuseDuplicates(context, { values, at: (index) => ['list', index, key] })
    }
    for (const [index, unit] of list.entries()) {
      refuseUnknown(context, {
        value: unit.batch,
        path: ['list', index, 'batch'],
        options: batches,
      })
    }
  })
}

const LISTS = [
  'batches',
  'themes',
  'requirements',
  'targets',
  'obligations',
  'reports',
  'choices',
] as const

function checkIds(file: NoticeFile, context: Context): void {
  for (const list of LISTS) {
    const values = file[list].map((one) => one.id)
    refuseDuplicates(context, { values, at: (index) => [list, index, 'id'] })
  }
}

function checkReferences(file: NoticeFile, context: Context): void {
  const themes = file.themes.map((theme) => theme.id)
  const batches = file.batches.map((batch) => batch.id)
  for (const [index, { theme, batches: owing = [] }] of file.requirements.entries()) {
    const path = ['requirements', index]
    refuseUnknown(context, { value: theme, path: [...path, 'theme'], options: themes })
    for (const [at, value] of owing.entries()) {
      refuseUnknown(context, { value, path: [...path, 'batches', at], options: batches })
    }
  }
  const options = file.requirements.map((one) => one.id)
  for (const list of ['choices', 'obligations'] as const) {
    for (const [index, { requirement: value }] of file[list].entries()) {
      if (value === null) continue
      refuseUnknown(context, { value, path: [list, index, 'requirement'], options })
    }
  }
}

function checkWindows(file: NoticeFile, context: Context): void {
  for (const [index, { windows }] of file.batches.entries()) {
    for (const [at, [from, to]] of windows.entries()) {
      const earliest = windows[at - 1]?.[1] ?? ''
      const path = ['batches', index, 'windows', at]
      if (from >= to || from < earliest) {
        context.addIssue({ code: 'custom', path, message: 'from < to, in order, no overlap' })
      }
    }
  }
}
