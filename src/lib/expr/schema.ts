import { z } from 'zod'
import { AppError } from '../errors/index.js'
import { compile } from './compile.js'
import { compileTemplate } from './template.js'

/** A YAML value that holds a bare CEL expression over the given names; a bad one is refused at its place in the file. */
export function celText(variables?: readonly string[]): z.ZodString {
  return checked((text) => compile(text, { file: '', line: 0, ...(variables && { variables }) }))
}

/** A YAML value that may hold `${CEL}`; a bad one is refused at its place in the file. */
export function templateText(variables?: readonly string[]): z.ZodString {
  return checked((text) =>
    compileTemplate(text, { file: '', line: 0, ...(variables && { variables }) }),
  )
}

function checked(read: (text: string) => unknown): z.ZodString {
  return z.string().superRefine((text, context) => {
    try {
      read(text)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.addIssue({ code: 'custom', message: fault(error), params: { rule: 'expression' } })
    }
  })
}

/** The engine's own words when there are any, the code and what it concerns otherwise. */
function fault(error: AppError): string {
  const { params } = error
  if ('detail' in params) return params.detail
  return 'name' in params ? `${error.code} ${params.name}` : error.code
}
