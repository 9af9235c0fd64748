/**
 * text: comparing what people type (near words, width and case folded), knowing what was read once, masking
 * the numbers of persons, and keeping text from being a formula.
 * It knows nobody, reads nothing and never changes what is stored.
 */
export { fold } from './fold.js'
export { formulaSafe } from './formula-safe.js'
export { masked, maskedDeep } from './masked.js'
export { editDistance, nearest } from './nearest.js'
export { remembered } from './remembered.js'
export { simplified } from './simplified.js'
