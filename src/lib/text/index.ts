/**
 * text: comparing what people type: near words, width and case folded.
 * It knows nobody, reads nothing and never changes what is stored.
 */
export { fold } from './fold.js'
export { editDistance, nearest } from './nearest.js'
