/**
 * expr: the one expression language (CEL) of plans, packs, rules and connectors, behind one adapter.
 * It never runs JavaScript or regular expressions, never loops without a cap, and knows no domain.
 */
export { compile, type ExprContext, type Expression, type ExprSource } from './compile.js'
export type { Plain } from './plain.js'
export { celText, templateText } from './schema.js'
export { compileTemplate, interpolate, type Template } from './template.js'
