import {
  compile,
  compileTemplate,
  type ExprContext,
  type Expression,
  type Plain,
  type Template,
} from '../../expr/index.js'
import { remembered } from '../../text/index.js'

/** The expressions of one file, each read once. */
export interface Expressions {
  readonly compile: (text: string) => Expression
  readonly compileTemplate: (text: string) => Template
  /** True or false of a bare CEL text. */
  readonly holds: (text: string, context: ExprContext) => boolean
  /** The value of a bare CEL text. */
  readonly value: (text: string, context: ExprContext) => Plain
  /** A text with every `${CEL}` in it worked out. */
  readonly render: (text: string, context: ExprContext) => string
}

/** Reads expressions on first use and keeps them; `file` stands in their errors. */
export function expressionsOf(file: string, variables?: readonly string[]): Expressions {
  const source = { file, line: 0, ...(variables && { variables }) }
  const bare = remembered((text) => compile(text, source))
  const template = remembered((text) => compileTemplate(text, source))
  return {
    compile: bare,
    compileTemplate: template,
    holds: (text, context) => bare(text).test(context),
    value: (text, context) => bare(text).evaluate(context),
    render: (text, context) => template(text).render(context),
  }
}
